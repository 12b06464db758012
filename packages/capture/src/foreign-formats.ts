/** Something that is no capture read here, by its bytes, and what to do about it. */
interface ForeignFormat {
  readonly magic: readonly number[];
  /** Where it stands, if not at the start. */
  readonly at?: number;
  readonly name: string;
  readonly remedy: string;
}

/** Wireshark's editcap reads them all. */
const CONVERT = 'convert it with editcap -F pcap';
const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));

const FOREIGN_FORMATS: readonly ForeignFormat[] = [
  { magic: [0xfd, 0x37, 0x7a, 0x58], name: 'xz compression', remedy: 'decompress it with xz -d' },
  { magic: ascii('BZh'), name: 'bzip2 compression', remedy: 'decompress it with bzip2 -d' },
  { magic: [0x04, 0x22, 0x4d, 0x18], name: 'lz4 compression', remedy: 'decompress it with lz4 -d' },
  { magic: ascii('LZIP'), name: 'lzip compression', remedy: 'decompress it with lzip -d' },
  { magic: [0x1f, 0x9d], name: 'compress (.Z) compression', remedy: 'decompress it with gzip -d' },
  { magic: ascii('7z\xbc\xaf'), name: 'a 7-Zip archive', remedy: 'extract it with 7z x' },
  { magic: ascii('PK\x03\x04'), name: 'a ZIP archive', remedy: 'extract it with unzip' },
  { magic: ascii('ustar'), at: 257, name: 'a tar archive', remedy: 'extract it with tar -xf' },
  { magic: ascii('snoop'), name: 'a snoop capture', remedy: CONVERT },
  { magic: ascii('btsnoop'), name: 'a Bluetooth snoop capture', remedy: 'it holds no IP packets' },
  { magic: ascii('GMBU'), name: 'a Microsoft Network Monitor 2 capture', remedy: CONVERT },
  { magic: ascii('RTSS'), name: 'a Microsoft Network Monitor 1 capture', remedy: CONVERT },
  { magic: ascii('XCP\0'), name: 'a NetXRay or Windows Sniffer capture', remedy: CONVERT },
  { magic: ascii('TRSNIFF'), name: 'a DOS Sniffer capture', remedy: CONVERT },
  { magic: ascii('iptrace'), name: 'an AIX iptrace capture', remedy: CONVERT },
  { magic: [0xaa, 0xaa, 0xaa, 0xaa], name: 'an InfoVista 5View capture', remedy: CONVERT },
  { magic: [0x00, 0x00, 0x02, 0x00], name: 'a K12 capture', remedy: CONVERT },
  { magic: ascii('+---------+---------------+----------+'), name: 'a K12 text file', remedy: CONVERT },
];

/** Endace's ERF has no magic number: it begins with a time stamp. Nor have raw IP dumps. */
export const UNKNOWN_REMEDY = 'if Wireshark opens it, convert it with editcap -F pcap';

/** The foreign format that bytes begin with; so many of the magic's bytes decide as there are, if it stands at the start. */
export function foreignFormat(bytes: Uint8Array): ForeignFormat | undefined {
  return FOREIGN_FORMATS.find(({ magic, at = 0 }) => magic.every((byte, index) => (at === 0 && index >= bytes.length) || bytes[at + index] === byte));
}
