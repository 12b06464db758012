/** Bytes of a pcapng packet block around its packet, and of a pcap record's header. */
const BLOCK_FRAME = 32;
const RECORD_HEADER = 16;
const FILE_HEADER = 24;
const SECTION = [0x0a0d0d0a, 28, 0x1a2b3c4d, 0x00000001, 0xffffffff, 0xffffffff, 28];
const INTERFACE = [1, 20, 1, 0, 20]; // Ethernet, no snap length, µs

/** The packets of a little-endian pcap of microseconds as a pcapng: one section, one interface, one block a packet. */
export function asPcapng(pcap: Uint8Array): Uint8Array {
  const from = new DataView(pcap.buffer, pcap.byteOffset, pcap.byteLength);
  // A block is padded to four bytes: with its frame at most 19 bytes longer than a record.
  const bytes = new Uint8Array(1024 + pcap.length + Math.ceil(pcap.length / RECORD_HEADER) * 20);
  const to = new DataView(bytes.buffer);
  let at = 0;
  const word = (value: number) => {
    to.setUint32(at, value, true);
    at += 4;
  };
  for (const value of [...SECTION, ...INTERFACE]) word(value);
  for (let record = FILE_HEADER; record < pcap.length; ) {
    const captured = from.getUint32(record + 8, true);
    const time = from.getUint32(record, true) * 1e6 + from.getUint32(record + 4, true);
    const length = BLOCK_FRAME + 4 * Math.ceil(captured / 4);
    for (const value of [6, length, 0, Math.floor(time / 2 ** 32), time % 2 ** 32, captured, from.getUint32(record + 12, true)]) word(value);
    bytes.set(pcap.subarray(record + RECORD_HEADER, record + RECORD_HEADER + captured), at);
    at += length - BLOCK_FRAME;
    word(length);
    record += RECORD_HEADER + captured;
  }
  return bytes.slice(0, at);
}
