import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ModelError } from './model-error.ts';
import { alignedTo8 } from './sections.ts';

/**
 * As PNG's signature: a byte above 127, the name, and line endings of both kinds, so that a transfer as text shows.
 * The frame around a model, all numbers little-endian:
 *
 * | byte | |
 * |---|---|
 * | 0 | magic, 8 bytes |
 * | 8 | version, uint32 |
 * | 12 | header's length in bytes with its padding, uint32, a multiple of 8 |
 * | 16 | file's length in bytes, uint32; then 4 bytes of 0 |
 * | 24 | header: JSON in UTF-8, padded with spaces |
 * | 24 + header | sections, each from a multiple of 8, padded with 0 |
 * | file − 32 | SHA-256 of everything before it |
 */
const MAGIC = Uint8Array.of(0x89, 0x54, 0x53, 0x4d, 0x0d, 0x0a, 0x1a, 0x0a);
const VERSION = 2;
const PREAMBLE = 24;
const DIGEST = 32;

export interface Frame {
  readonly header: string;
  /** Byte offset of the header, of the first section, and of the end of the last. */
  readonly headerStart: number;
  readonly start: number;
  readonly end: number;
  /** SHA-256 as 64 hex digits: identifies the model. */
  readonly hash: string;
}

/**
 * Frames a header and sections.
 * @param writeSections fills the section area, `sectionBytes` long, zeroed
 */
export function writeFrame(header: string, sectionBytes: number, writeSections: (area: Uint8Array) => void): Uint8Array {
  const json = new TextEncoder().encode(header);
  const start = PREAMBLE + alignedTo8(json.length);
  const bytes = new Uint8Array(start + sectionBytes + DIGEST);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, start - PREAMBLE, true);
  view.setUint32(16, bytes.length, true);
  bytes.fill(0x20, PREAMBLE, start);
  bytes.set(json, PREAMBLE);
  writeSections(bytes.subarray(start, start + sectionBytes));
  bytes.set(sha256(bytes.subarray(0, -DIGEST)), bytes.length - DIGEST);
  return bytes;
}

/** @throws ModelError unless magic, version, lengths and hash are right */
export function readFrame(bytes: Uint8Array): Frame {
  const fail = (what: string, offset: number, expected: string, found: string) =>
    new ModelError({ kind: what === 'version' ? 'unsupported' : 'corrupt', what, offset, expected, found });
  const magic = bytes.subarray(0, MAGIC.length);
  if (bytes.length < MAGIC.length || MAGIC.some((byte, i) => byte !== magic[i])) {
    throw fail('magic', 0, `a model file (${bytesToHex(MAGIC)})`, bytesToHex(magic) || 'an empty file');
  }
  if (bytes.length < PREAMBLE + DIGEST) {
    throw fail('length', bytes.length, `at least ${PREAMBLE + DIGEST} bytes`, `${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version !== VERSION) throw fail('version', 8, `${VERSION}`, `${version}`);
  const length = view.getUint32(16, true);
  if (length !== bytes.length) throw fail('length', 16, `${length} bytes`, `${bytes.length}`);
  const end = bytes.length - DIGEST;
  const hash = bytesToHex(bytes.subarray(end));
  const actual = bytesToHex(sha256(bytes.subarray(0, end)));
  if (hash !== actual) throw fail('SHA-256 of the content', end, hash, actual);
  const start = PREAMBLE + view.getUint32(12, true);
  if (start % 8 !== 0 || start > end) throw fail('header length', 12, `a multiple of 8 up to ${end - PREAMBLE}`, `${start - PREAMBLE}`);
  const header = new TextDecoder().decode(bytes.subarray(PREAMBLE, start));
  return { header, headerStart: PREAMBLE, start, end, hash };
}
