import type { ByteInput } from './byte-input.ts';
import { CaptureError } from './errors.ts';
import { isCutNetworkStatsHeader, isNetworkStatsHeader } from './network-stats/header.ts';
import { PCAP_MAGICS } from './pcap/header.ts';

/** What an input is, and for a text its first line. */
export type Content = { readonly format: 'gzip' | 'pcap' } | { readonly format: 'network-stats'; readonly header: string };

const MAGIC = 4;
const LONGEST_HEADER = 64 * 1024;
const LINE_FEED = 10;
const EXPECTED = 'pcap or network-stats CSV, plain or gzip-compressed';

const GZIP_MAGIC = [0x1f, 0x8b];
const UNSUPPORTED: readonly { readonly name: string; readonly magic: readonly number[] }[] = [
  { name: 'pcapng', magic: [0x0a, 0x0d, 0x0d, 0x0a] },
  { name: 'zstd compression', magic: [0x28, 0xb5, 0x2f, 0xfd] },
];

/**
 * Tells formats apart by their first bytes, never by a name. Takes the first line of a text from the window, nothing of the rest.
 * @throws CaptureError of kind truncated if the input is empty or ends too early to tell, of kind unsupported if it is nothing known
 */
export async function sniff(input: ByteInput, file: string): Promise<Content> {
  const { window } = input;
  while (window.length < MAGIC && (await input.more()));
  const first = window.bytes.subarray(window.start, window.start + Math.min(MAGIC, window.length));
  if (first.length === 0) throw new CaptureError('truncated', { file, offset: 0 }, 'an empty input', EXPECTED);
  if (startsWith(first, GZIP_MAGIC)) return { format: 'gzip' };
  if (PCAP_MAGICS.some((magic) => startsWith(first, magic))) return { format: 'pcap' };
  const known = UNSUPPORTED.find(({ magic }) => startsWith(first, magic));
  if (known) throw new CaptureError('unsupported', { file, offset: 0 }, known.name, EXPECTED);
  const magics = [GZIP_MAGIC, ...PCAP_MAGICS, ...UNSUPPORTED.map(({ magic }) => magic)];
  if (first.length < MAGIC && magics.some((magic) => startsWith(Uint8Array.from(magic), [...first]))) {
    throw new CaptureError('truncated', { file, offset: 0 }, `the end after ${first.length} bytes`, EXPECTED);
  }
  return sniffText(input, file, first);
}

async function sniffText(input: ByteInput, file: string, first: Uint8Array): Promise<Content> {
  const { window } = input;
  if (first.some(isControl)) throw new CaptureError('unsupported', { file, offset: 0 }, `the bytes ${hex(first)}`, EXPECTED);
  let lineEnd = -1;
  for (let scanned = 0; lineEnd < 0; ) {
    lineEnd = window.bytes.subarray(window.start + scanned, window.end).indexOf(LINE_FEED);
    if (lineEnd >= 0) lineEnd += scanned;
    scanned = window.length;
    if (scanned > LONGEST_HEADER || (lineEnd < 0 && !(await input.more()))) break;
  }
  const length = lineEnd < 0 ? Math.min(window.length, LONGEST_HEADER) : lineEnd;
  const header = new TextDecoder().decode(window.bytes.subarray(window.start, window.start + length));
  const place = { file, offset: 0, line: 1 };
  if (lineEnd < 0 && isCutNetworkStatsHeader(header)) {
    throw new CaptureError('truncated', place, `the end within the header, after ${length} bytes`, EXPECTED);
  }
  if (isNetworkStatsHeader(header)) {
    window.start += lineEnd < 0 ? length : length + 1;
    return { format: 'network-stats', header };
  }
  throw new CaptureError('unsupported', place, `'${header.slice(0, 40)}'`, EXPECTED);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, index) => bytes[index] === byte);
}

function isControl(byte: number): boolean {
  return (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
