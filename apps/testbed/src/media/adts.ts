import { TestbedError } from '../testbed-error.ts';

/** Samples in an AAC frame, each channel. */
export const FRAME_SAMPLES = 1024;

/**
 * The AAC frames of an ADTS stream (ISO/IEC 14496-3, 1.A.2.2) without their headers.
 * @throws TestbedError with the offset where no frame begins
 */
export function adtsFrames(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const syncs = at + 7 <= bytes.length && (bytes.readUInt16BE(at) & 0xfff6) === 0xfff0;
    const length = syncs ? (bytes.readUInt32BE(at + 3) >>> 13) & 0x1fff : 0;
    const header = syncs && bytes[at + 1]! & 1 ? 7 : 9; // with a checksum: 9
    if (length <= header || at + length > bytes.length) throw new TestbedError(`no ADTS frame at offset ${at} of ${bytes.length} bytes`);
    frames.push(bytes.subarray(at + header, at + length));
    at += length;
  }
  return frames;
}
