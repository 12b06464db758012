/** What a media playlist says, read anew for tests: attributes as text. */
export interface ReadPlaylist {
  readonly tags: ReadonlyMap<string, string>;
  readonly sequence: number;
  readonly segments: readonly { readonly seconds: number; readonly address: string }[];
  readonly parts: readonly { readonly seconds: number; readonly address: string; readonly independent: boolean }[];
  readonly hint: string | undefined;
  readonly ended: boolean;
}

export function readPlaylist(text: string): ReadPlaylist {
  const lines = text.trimEnd().split('\n');
  const tags = new Map(lines.filter((line) => line.startsWith('#')).map((line) => [line.split(':')[0]!, line.slice(line.indexOf(':') + 1)]));
  const attribute = (line: string, name: string) => new RegExp(`${name}="?([^",]+)`).exec(line)?.[1];
  const parts = lines
    .filter((line) => line.startsWith('#EXT-X-PART:'))
    .map((line) => ({ seconds: Number(attribute(line, 'DURATION')), address: attribute(line, 'URI')!, independent: line.includes('INDEPENDENT=YES') }));
  const segments = lines.flatMap((line, i) => (line.startsWith('#EXTINF:') ? [{ seconds: Number.parseFloat(line.slice(8)), address: lines[i + 1]! }] : []));
  const hint = attribute(lines.find((line) => line.startsWith('#EXT-X-PRELOAD-HINT')) ?? '', 'URI');
  return { tags, sequence: Number(tags.get('#EXT-X-MEDIA-SEQUENCE')), segments, parts, hint, ended: lines.includes('#EXT-X-ENDLIST') };
}
