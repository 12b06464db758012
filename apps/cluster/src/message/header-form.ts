import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { FINGERPRINT_BYTES, FLAG_FINITE, MAGIC } from './codes.ts';
import { type MessageHeader, TIME_LIMIT, VERSION } from './message.ts';
import { MessageError, VersionError } from './message-error.ts';

export function writeHeader(out: ByteWriter, { finite, run, sequence, fingerprint, time }: MessageHeader): void {
  for (const byte of MAGIC) out.byte(byte);
  out.byte(VERSION);
  out.byte(finite ? FLAG_FINITE : 0);
  out.varint(run);
  out.varint(sequence);
  out.raw(fingerprint);
  out.signed(time);
}

/** @throws MessageError if it is none @throws VersionError if it is newer than this program */
export function readHeader(input: ByteReader): MessageHeader {
  for (const byte of MAGIC) {
    const found = input.byte('a message of a tap');
    if (found !== byte) throw new MessageError(input.offset - 1, `0x${found.toString(16)}`, `0x${byte.toString(16)} of TS`);
  }
  const version = input.byte('a version');
  if (version > VERSION) throw new VersionError(`a message has version ${version}, this program knows versions up to ${VERSION}: update it`);
  if (version !== VERSION) throw new MessageError(input.offset - 1, `version ${version}`, `version ${VERSION}`);
  const flags = input.byte('flags');
  if (flags > FLAG_FINITE) throw new MessageError(input.offset - 1, `flags ${flags}`, `0 or ${FLAG_FINITE}`);
  const run = input.varint('the number of a run');
  const sequence = input.varint('a sequence number');
  if (sequence === 0) throw new MessageError(input.offset - 1, 'sequence number 0', '1 or more');
  const fingerprint = input.raw(FINGERPRINT_BYTES, 'a fingerprint').slice();
  return { finite: flags === FLAG_FINITE, run, sequence, fingerprint, time: readTime(input, 0) };
}

/** @param from what it is counted from, epoch ms @returns epoch ms */
export function readTime(input: ByteReader, from: number): number {
  const offset = input.offset;
  const time = from + input.signed('a time');
  if (!(Math.abs(time) <= TIME_LIMIT)) throw new MessageError(offset, `time ${time}`, `at most ${TIME_LIMIT} ms from the epoch`);
  return time;
}
