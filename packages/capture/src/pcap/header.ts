import { CaptureError } from '../errors.ts';

/** Bytes of the file header. */
export const FILE_HEADER = 24;

/** What the header of a classic pcap says (draft-ietf-opsawg-pcap). */
export interface PcapHeader {
  readonly littleEndian: boolean;
  /** Fractions of a second are 10^-exponent. */
  readonly timeExponent: 6 | 9;
  /** Bytes of a record's header. */
  readonly recordHeader: 16 | 24;
  /** Bytes captured of a packet at most. */
  readonly snapLength: number;
  /** LINKTYPE number. */
  readonly linkType: number;
}

interface PcapVariant {
  readonly magic: number;
  readonly timeExponent: PcapHeader['timeExponent'];
  readonly recordHeader: PcapHeader['recordHeader'];
}

const VARIANTS: readonly PcapVariant[] = [
  { magic: 0xa1b2c3d4, timeExponent: 6, recordHeader: 16 },
  { magic: 0xa1b23c4d, timeExponent: 9, recordHeader: 16 },
  // A. Kuznetsov's modified libpcap: interface, protocol and packet type follow the lengths of every record.
  { magic: 0xa1b2cd34, timeExponent: 6, recordHeader: 24 },
];

/** The first four bytes of every pcap, in the order of the file. */
export const PCAP_MAGICS: readonly (readonly number[])[] = VARIANTS.flatMap(({ magic }) => {
  const bytes = [magic >>> 24, (magic >>> 16) & 255, (magic >>> 8) & 255, magic & 255];
  return [bytes, [...bytes].reverse()];
});

/**
 * @param bytes at least FILE_HEADER bytes, of which the first four are one of PCAP_MAGICS
 * @throws CaptureError of kind unsupported if the version is not 2.4
 */
export function decodePcapHeader(bytes: Uint8Array, file: string): PcapHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bigEndian = VARIANTS.find(({ magic }) => magic === view.getUint32(0));
  const variant = bigEndian ?? VARIANTS.find(({ magic }) => magic === view.getUint32(0, true));
  if (!variant) throw new Error('decodePcapHeader: no magic number of a pcap');
  const littleEndian = !bigEndian;
  const version = `${view.getUint16(4, littleEndian)}.${view.getUint16(6, littleEndian)}`;
  if (version !== '2.4') throw new CaptureError('unsupported', { file, offset: 4 }, `pcap version ${version}`, 'version 2.4');
  return {
    littleEndian,
    timeExponent: variant.timeExponent,
    recordHeader: variant.recordHeader,
    snapLength: view.getUint32(16, littleEndian),
    // The upper half says how long a frame check sequence is, which an IP length leaves out anyway.
    linkType: view.getUint32(20, littleEndian) & 0xffff,
  };
}
