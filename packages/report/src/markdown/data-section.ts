import type { Manifest } from '@tunnelscope/dataset/manifest';
import { tableText } from './table-text.ts';

/** Which captures an evaluation is of: manifests by name and content, never by path. */
export function dataSection(manifests: readonly Manifest[]): string {
  return `## Data

${tableText({
    columns: ['manifest', 'SHA-256', 'captures', 'sessions or pairs'],
    rows: manifests.map(({ name, sha256, captures }) => [name, sha256, String(captures.length), String(new Set(captures.map(({ columns, file }) => columns.pair || columns.session || file)).size)]),
  })}

${tableText({ columns: ['manifest', 'label', 'of', 'tunnel', 'captures'], rows: manifests.flatMap(rowsOf) })}`;
}

function rowsOf({ name, sha256, captures }: Manifest): string[][] {
  const alike = Map.groupBy(captures, ({ label, columns }) => JSON.stringify([label, [...new Set([columns.provider, columns.player, columns.delivery])].filter((word) => word && word !== 'none').join(' '), columns.tunnel ?? (columns.vpn === 'yes' ? 'a VPN' : columns.vpn === 'no' ? 'none' : '')]));
  return [...alike].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, list]) => [`${name} ${sha256.slice(0, 8)}`, ...(JSON.parse(key) as string[]), String(list.length)]);
}
