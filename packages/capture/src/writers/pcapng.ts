import {
  BLOCK_ENHANCED_PACKET, BLOCK_INTERFACE, BLOCK_SECTION, BLOCK_TRAILER, MAGIC_LITTLE_ENDIAN, SMALLEST_SECTION,
} from '@tunnelscope/core/blocks';
import { LINK_RAW, type PacketFraming, SNAP_LENGTH } from './packet-writer.ts';

// draft-ietf-opsawg-pcapng, sections 4.1 to 4.3.
const INTERFACE_BLOCK = 32;
const PACKET_HEADER = 28;
const LONGEST_PADDING = 3;
const IF_TSRESOL = 9;
const NANOSECOND_DIGITS = 9;
/** Two words of 32 bits count nanoseconds: up to the year 2554. */
const LATEST_TIME = Math.floor(2 ** 64 / 1_000_000) - 1;

/** pcapng, little-endian: one section, one interface whose packets begin with their IP header, time stamps in nanoseconds. */
export function pcapngFraming(): PacketFraming {
  return {
    overhead: PACKET_HEADER + LONGEST_PADDING + BLOCK_TRAILER,
    before: PACKET_HEADER,
    fileHeader() {
      const view = new DataView(new ArrayBuffer(SMALLEST_SECTION + INTERFACE_BLOCK));
      view.setUint32(0, BLOCK_SECTION, true);
      view.setUint32(4, SMALLEST_SECTION, true);
      view.setUint32(8, MAGIC_LITTLE_ENDIAN, true);
      view.setUint16(12, 1, true);
      // The section's length is not known beforehand.
      view.setInt32(16, -1, true);
      view.setInt32(20, -1, true);
      view.setUint32(24, SMALLEST_SECTION, true);
      const at = SMALLEST_SECTION;
      view.setUint32(at, BLOCK_INTERFACE, true);
      view.setUint32(at + 4, INTERFACE_BLOCK, true);
      view.setUint16(at + 8, LINK_RAW, true);
      view.setUint32(at + 12, SNAP_LENGTH, true);
      view.setUint16(at + 16, IF_TSRESOL, true);
      view.setUint16(at + 18, 1, true);
      view.setUint8(at + 20, NANOSECOND_DIGITS);
      // Behind the padding of its value stands the end of options, all zeros.
      view.setUint32(at + INTERFACE_BLOCK - BLOCK_TRAILER, INTERFACE_BLOCK, true);
      return new Uint8Array(view.buffer);
    },
    holds: (time) => time >= 0 && time <= LATEST_TIME,
    frame(view, at, time, nanoseconds, captured, original) {
      const padded = (captured + 3) & ~3;
      const length = PACKET_HEADER + padded + BLOCK_TRAILER;
      view.setUint32(at, BLOCK_ENHANCED_PACKET, true);
      view.setUint32(at + 4, length, true);
      view.setUint32(at + 8, 0, true);
      setNanoseconds(view, at + 12, time, nanoseconds);
      view.setUint32(at + 20, captured, true);
      view.setUint32(at + 24, original, true);
      for (let i = captured; i < padded; i++) view.setUint8(at + PACKET_HEADER + i, 0);
      view.setUint32(at + length - BLOCK_TRAILER, length, true);
      return at + length;
    },
  };
}

/** Writes 1,000,000 · time + nanoseconds as two words, the upper one first. No intermediate result exceeds 2^53. */
function setNanoseconds(view: DataView, at: number, time: number, nanoseconds: number): void {
  const upperTime = Math.floor(time / 2 ** 24);
  const lower = (time - upperTime * 2 ** 24) * 1_000_000 + nanoseconds;
  const carry = Math.floor(lower / 2 ** 24);
  const upper = upperTime * 1_000_000 + carry;
  const high = Math.floor(upper / 256);
  view.setUint32(at, high, true);
  view.setUint32(at + 4, (upper - high * 256) * 2 ** 24 + (lower - carry * 2 ** 24), true);
}
