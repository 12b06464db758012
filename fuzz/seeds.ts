import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { LONGEST_INPUT } from './input.ts';

const TEST_DATA = fileURLToPath(new URL('../test-data', import.meta.url));
const LONGEST_SEED = 3000;
/** Pieces that a long capture is cut into: its first records, and some from within. */
const PIECES = 4;
const FIRST_BYTES: Readonly<Record<string, readonly string[]>> = {
  pcap: ['a1b2c3d4', 'd4c3b2a1', 'a1b23c4d', '4d3cb2a1', 'a1b2cd34', '34cdb2a1'],
  pcapng: ['0a0d0d0a'],
};

export type SeedFormat = 'pcap' | 'pcapng' | 'network-stats';

/** Captures of test-data in one format, decompressed and cut to a few kB. */
export function readSeeds(format: SeedFormat): Uint8Array[] {
  return captures(TEST_DATA).flatMap((path) => {
    const bytes = decompress(readFileSync(path));
    if (formatOf(bytes) !== format) return [];
    if (bytes.length <= LONGEST_SEED) return [bytes];
    return Array.from({ length: PIECES }, (_, piece) => cut(bytes, format, Math.floor((piece * bytes.length) / PIECES)));
  });
}

function captures(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(pcap|pcapng|csv|cap)(\.gz|\.zst)?$/.test(entry.name) && !entry.name.startsWith('manifest'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The files beside a fuzz target that once broke it: test-data/fuzz/TARGET/. */
export function readRegressions(target: string): { path: string; bytes: Uint8Array }[] {
  const folder = join(TEST_DATA, 'fuzz', target);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).sort().map((name) => ({ path: join(folder, name), bytes: readFileSync(join(folder, name)) }));
}

function decompress(bytes: Buffer): Uint8Array {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes);
    if (bytes.toString('hex', 0, 4) === '28b52ffd') return zstdDecompressSync(bytes);
  } catch {
    // Corrupt on purpose.
    return new Uint8Array();
  }
  return bytes;
}

function formatOf(bytes: Uint8Array): SeedFormat | null {
  const first = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  for (const format of ['pcap', 'pcapng'] as const) if (FIRST_BYTES[format]?.includes(first)) return format;
  return Buffer.from(bytes.subarray(0, 400)).toString('latin1').split('\n')[0]?.includes('Time') ? 'network-stats' : null;
}

/** The header of a capture and what follows `from`, cut at the records nearest to it. */
function cut(bytes: Uint8Array, format: SeedFormat, from: number): Uint8Array {
  const ends = format === 'network-stats' ? lineEnds(bytes) : format === 'pcap' ? recordEnds(bytes) : blockEnds(bytes);
  const header = ends[0] ?? 0;
  const start = ends.find((end) => end >= from) ?? header;
  const end = ends.findLast((place) => place <= start + LONGEST_SEED - header && place > start) ?? Math.min(bytes.length, start + LONGEST_INPUT / 2);
  const piece = new Uint8Array(header + end - start);
  piece.set(bytes.subarray(0, header));
  piece.set(bytes.subarray(start, end), header);
  return piece;
}

function lineEnds(bytes: Uint8Array): number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) ends.push(at + 1);
  return ends;
}

function recordEnds(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = view.getUint32(0) >>> 16 !== 0xa1b2;
  const ends = [24];
  for (let at = 24; at + 16 <= bytes.length; ends.push(at)) at += 16 + view.getUint32(at + 8, littleEndian);
  return ends.filter((end) => end <= bytes.length);
}

/** Of a capture with one section and one interface: the first place is behind both. */
function blockEnds(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = view.getUint32(8, true) === 0x1a2b3c4d;
  const ends: number[] = [];
  for (let at = 0; at + 12 <= bytes.length; ends.push(at)) at += Math.max(12, view.getUint32(at + 4, littleEndian));
  return ends.slice(1).filter((end) => end <= bytes.length);
}
