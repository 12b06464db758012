import { TestbedError } from '../../testbed-error.ts';

/** A rung of the ladder: RFC 8216 section 4.3.4.2. */
export interface HlsVariant {
  /** Bits a second. */
  readonly bandwidth: number;
  readonly address: string;
  /** Playlist of its separate audio; null: none. */
  readonly audio: string | null;
}

export interface HlsSegment {
  readonly sequence: number;
  /** Seconds on the playlist's own time line. */
  readonly start: number;
  readonly seconds: number;
  readonly address: string;
}

/** A media playlist: RFC 8216 section 4.3.3. */
export interface HlsPlaylist {
  readonly ended: boolean;
  readonly targetSeconds: number;
  /** HOLD-BACK of EXT-X-SERVER-CONTROL; null: none. */
  readonly holdBackSeconds: number | null;
  /** Address of EXT-X-MAP; null: none. */
  readonly map: string | null;
  readonly segments: readonly HlsSegment[];
}

/** @param path where the playlist was, for addresses in it and for messages. @returns ascending by bandwidth */
export function parseVariants(text: string, path: string): HlsVariant[] {
  const lines = linesOf(text, path);
  const audio = new Map<string, string>();
  const variants: HlsVariant[] = [];
  for (const [i, line] of lines.entries()) {
    const uri = attribute(line, 'URI');
    if (line.startsWith('#EXT-X-MEDIA:') && attribute(line, 'TYPE') === 'AUDIO' && uri !== null) audio.set(attribute(line, 'GROUP-ID') ?? '', resolve(uri, path));
    if (!line.startsWith('#EXT-X-STREAM-INF:')) continue;
    const bandwidth = Number(attribute(line, 'BANDWIDTH'));
    const address = lines.slice(i + 1).find((next) => !next.startsWith('#'));
    if (!(bandwidth > 0) || address === undefined) throw new TestbedError(`${path}: line ${i + 1}: expected BANDWIDTH and an address, found ${line}`);
    variants.push({ bandwidth, address: resolve(address, path), audio: audio.get(attribute(line, 'AUDIO') ?? '') ?? null });
  }
  if (variants.length === 0) throw new TestbedError(`${path}: no #EXT-X-STREAM-INF`);
  return variants.sort((a, b) => a.bandwidth - b.bandwidth);
}

/** @param path where the playlist was. Times begin at EXT-X-PROGRAM-DATE-TIME of the first segment, seconds since 1970, or at 0 */
export function parsePlaylist(text: string, path: string): HlsPlaylist {
  const lines = linesOf(text, path);
  const value = (tag: string) => lines.find((line) => line.startsWith(`${tag}:`))?.slice(tag.length + 1) ?? null;
  const targetSeconds = Number(value('#EXT-X-TARGETDURATION'));
  if (!(targetSeconds > 0)) throw new TestbedError(`${path}: no #EXT-X-TARGETDURATION`);
  const date = value('#EXT-X-PROGRAM-DATE-TIME');
  const segments: HlsSegment[] = [];
  let start = date === null ? 0 : Date.parse(date) / 1000;
  let seconds = 0;
  let sequence = Number(value('#EXT-X-MEDIA-SEQUENCE') ?? 0);
  for (const line of lines) {
    if (line.startsWith('#EXTINF:')) seconds = Number.parseFloat(line.slice('#EXTINF:'.length));
    if (line.startsWith('#')) continue;
    if (!(seconds > 0)) throw new TestbedError(`${path}: expected a duration before ${line}`);
    segments.push({ sequence, start, seconds, address: resolve(line, path) });
    start += seconds;
    sequence += 1;
  }
  const map = lines.find((line) => line.startsWith('#EXT-X-MAP:'));
  const mapUri = map === undefined ? null : attribute(map, 'URI');
  const control = value('#EXT-X-SERVER-CONTROL');
  const holdBack = control === null ? null : attribute(`:${control}`, 'HOLD-BACK');
  return {
    ended: lines.includes('#EXT-X-ENDLIST'),
    targetSeconds,
    holdBackSeconds: holdBack === null ? null : Number(holdBack),
    map: mapUri === null ? null : resolve(mapUri, path),
    segments,
  };
}

function linesOf(text: string, path: string): string[] {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  if (lines[0] !== '#EXTM3U') throw new TestbedError(`${path}: expected #EXTM3U, found ${JSON.stringify(text.slice(0, 40))}`);
  return lines;
}

/** The value of an attribute in a tag's list, without its quotes: RFC 8216 section 4.2. */
function attribute(line: string, name: string): string | null {
  const match = new RegExp(`[:,]${name}=(?:"([^"]*)"|([^,]*))`).exec(line);
  return match?.[1] ?? match?.[2] ?? null;
}

/** @returns path and query of an address within a playlist */
function resolve(address: string, path: string): string {
  const { pathname, search } = new URL(address, new URL(path, 'https://origin'));
  return pathname + search;
}
