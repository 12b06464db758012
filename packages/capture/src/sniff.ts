import { CaptureError } from './errors.ts';
import { foreignFormat, UNKNOWN_REMEDY } from './foreign-formats.ts';
import type { DecoderInput } from './input.ts';
import { isCutNetworkStatsHeader, isNetworkStatsHeader, lackingColumns } from './network-stats/header.ts';
import { PCAP_MAGICS } from './pcap/header.ts';
import type { Compression } from './source.ts';

/** What an input is, and for a text its first line. */
export type Content =
  | { readonly compression: Compression }
  | { readonly format: 'pcap' | 'pcapng' }
  | { readonly format: 'network-stats'; readonly header: string };

const MAGIC = 4;
const LONGEST_HEADER = 64 * 1024;
const LINE_FEED = 10;
const EXPECTED = 'pcap, pcapng or network-stats CSV, plain or compressed with gzip or zstd';

const ZSTD_SKIPPABLE = Array.from({ length: 16 }, (_, low) => [0x50 + low, 0x2a, 0x4d, 0x18]);
const MAGICS: readonly (readonly [content: Content, magic: readonly number[]])[] = [
  [{ compression: 'gzip' }, [0x1f, 0x8b]],
  ...[[0x28, 0xb5, 0x2f, 0xfd], ...ZSTD_SKIPPABLE].map((magic) => [{ compression: 'zstd' }, magic] as const),
  [{ format: 'pcapng' }, [0x0a, 0x0d, 0x0d, 0x0a]],
  ...PCAP_MAGICS.map((magic) => [{ format: 'pcap' }, magic] as const),
];

/**
 * Tells formats apart by their first bytes, never by a name. Takes the first line of a text from the input, nothing of the rest.
 * @throws CaptureError of kind truncated if the input is empty or ends too early to tell, of kind unsupported if it is nothing known
 */
export async function sniff(input: DecoderInput, file: string): Promise<Content> {
  while (input.length < MAGIC && (await input.more()));
  const first = input.bytes.slice(0, MAGIC);
  if (first.length === 0) throw new CaptureError('truncated', { file, offset: 0 }, 'an empty input', EXPECTED);
  for (const [content, magic] of MAGICS) {
    if (first.length >= magic.length && magic.every((byte, index) => first[index] === byte)) return content;
  }
  if (first.length < MAGIC && MAGICS.some(([, magic]) => first.every((byte, index) => magic[index] === byte))) {
    throw new CaptureError('truncated', { file, offset: 0 }, `the end after ${first.length} bytes`, EXPECTED);
  }
  refuseForeign(input.bytes, file);
  return sniffText(input, file, first);
}

async function sniffText(input: DecoderInput, file: string, first: Uint8Array): Promise<Content> {
  if (first.some(isControl)) throw new CaptureError('unsupported', { file, offset: 0 }, `the bytes ${hex(first)}`, `${EXPECTED}: ${UNKNOWN_REMEDY}`);
  let lineEnd = -1;
  for (let scanned = 0; lineEnd < 0; ) {
    lineEnd = input.bytes.indexOf(LINE_FEED, scanned);
    scanned = input.length;
    if (scanned > LONGEST_HEADER || (lineEnd < 0 && !(await input.more()))) break;
  }
  const length = lineEnd < 0 ? Math.min(input.length, LONGEST_HEADER) : lineEnd;
  const header = new TextDecoder().decode(input.bytes.slice(0, length));
  const place = { file, offset: 0, line: 1 };
  if (lineEnd < 0 && isCutNetworkStatsHeader(header)) {
    throw new CaptureError('truncated', place, `the end within the header, after ${length} bytes`, EXPECTED);
  }
  if (isNetworkStatsHeader(header)) {
    input.start += lineEnd < 0 ? length : length + 1;
    return { format: 'network-stats', header };
  }
  // Some can be told only once more of it is there.
  refuseForeign(input.bytes, file);
  const lacking = lackingColumns(header);
  throw new CaptureError('unsupported', place, `'${header.slice(0, 40)}'${lacking ? `, a header without ${lacking}` : ''}`, EXPECTED);
}

function refuseForeign(bytes: Uint8Array, file: string): void {
  const foreign = bytes.length >= MAGIC && foreignFormat(bytes);
  if (foreign) throw new CaptureError('unsupported', { file, offset: 0 }, foreign.name, `${EXPECTED}: ${foreign.remedy}`);
}

function isControl(byte: number): boolean {
  return (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
