import { LINK_RAW, type PacketFraming, SNAP_LENGTH } from './packet-writer.ts';

const FILE_HEADER = 24;
const RECORD_HEADER = 16;
const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;
/** Seconds are 32 bits without a sign: from 1970 to 2106. */
const LATEST_SECOND = 0xffff_ffff;

/**
 * Classic pcap (draft-ietf-opsawg-pcap), little-endian, of packets that begin with their IP header.
 * @param unit of the fraction of a second; with microseconds what is finer is cut off
 */
export function pcapFraming(unit: 'nanoseconds' | 'microseconds'): PacketFraming {
  const nanosecondsAUnit = unit === 'nanoseconds' ? 1 : 1000;
  return {
    overhead: RECORD_HEADER,
    before: RECORD_HEADER,
    fileHeader() {
      const bytes = new Uint8Array(FILE_HEADER);
      const view = new DataView(bytes.buffer);
      view.setUint32(0, unit === 'nanoseconds' ? NANOSECONDS : MICROSECONDS, true);
      view.setUint16(4, 2, true);
      view.setUint16(6, 4, true);
      view.setUint32(16, SNAP_LENGTH, true);
      view.setUint32(20, LINK_RAW, true);
      return bytes;
    },
    holds: (time) => time >= 0 && Math.floor(time / 1000) <= LATEST_SECOND,
    frame(view, at, time, nanoseconds, captured, original) {
      const second = Math.floor(time / 1000);
      const fraction = (time - 1000 * second) * 1_000_000 + nanoseconds;
      view.setUint32(at, second, true);
      view.setUint32(at + 4, Math.floor(fraction / nanosecondsAUnit), true);
      view.setUint32(at + 8, captured, true);
      view.setUint32(at + 12, original, true);
      return at + RECORD_HEADER + captured;
    },
  };
}
