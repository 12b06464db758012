import { readFileSync } from 'node:fs';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import type { Tarball } from './pack.ts';
import { run } from './run.ts';

/** What only a checkout has a use for. */
const CHECKOUT_ONLY = /\.test\.|\.fixture\.|\.map$|\.tsbuildinfo$|^src\/|debug\.wasm$/;

/** What is wrong with a packed package, as publint, attw (as far as ES modules go) and the list of its files say. */
export async function packageFaults({ path, name, files }: Tarball): Promise<string[]> {
  const bytes = readFileSync(path);
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  const exports = Object.entries(pkg.exports as Readonly<Record<string, string>>);
  // Kernels and model are bytes, which have no types.
  const assets = exports.filter(([, target]) => !target.endsWith('.js')).map(([subpath]) => subpath);
  const { output } = await run('attw', [path, '--profile', 'esm-only', '--format', 'json', ...(assets.length > 0 ? ['--exclude-entrypoints', ...assets] : [])], '.');
  const { analysis } = JSON.parse(output) as Attw;
  if (!analysis.types) return [`${name}: attw finds no types`];
  return [
    ...files.filter((file) => CHECKOUT_ONLY.test(file)).map((file) => `${name}: packs ${file}`),
    ...messages.map((message) => `${name}: publint ${message.code}: ${formatMessage(message, pkg, { color: false })}`),
    ...analysis.problems.filter(({ resolutionKind }) => resolutionKind === undefined || ES_MODULES.has(resolutionKind))
      .map(({ kind, entrypoint, resolutionKind }) => `${name}: attw ${kind} ${entrypoint} (${resolutionKind})`),
  ];
}

const ES_MODULES = new Set(['node16-esm', 'bundler']);

interface Attw {
  readonly analysis: {
    readonly types: unknown;
    readonly problems: readonly { readonly kind: string; readonly entrypoint?: string; readonly resolutionKind?: string }[];
  };
}
