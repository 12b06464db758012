import type { ByteWindow } from '../byte-window.ts';
import type { CaptureDecoder } from '../decoder.ts';
import { CaptureError } from '../errors.ts';
import { FlowTable } from '../flows.ts';
import { decodeIp } from '../ip/decode.ts';
import { FragmentTable } from '../ip/fragments.ts';
import { createIpPacket } from '../ip/packet.ts';
import { PacketColumns } from '../packet-columns.ts';
import { type CaptureStatistics, skip, warn } from '../statistics.ts';
import { decodePcapHeader, FILE_HEADER, type PcapHeader } from './header.ts';
import { LINK_TYPES_READ, type LinkDecoder, linkDecoder } from './link.ts';

/** MAXIMUM_SNAPLEN of libpcap, which refuses longer records too, whatever snap length the header gives. */
const LONGEST_RECORD = 262_144;

/** Decodes a classic pcap: a file header, then records of a header and a packet each. */
export class PcapDecoder implements CaptureDecoder {
  readonly batches: PacketColumns;
  readonly #file: string;
  readonly #statistics: CaptureStatistics;
  readonly #flows = new FlowTable();
  readonly #fragments = new FragmentTable();
  readonly #packet = createIpPacket();
  #header: PcapHeader | null = null;
  #link: LinkDecoder | undefined;

  /** @param file name for errors @param batchSize packets a batch */
  constructor(file: string, statistics: CaptureStatistics, batchSize: number) {
    this.#file = file;
    this.#statistics = statistics;
    this.batches = new PacketColumns(batchSize);
    statistics.resolution = 'packet';
  }

  decode(window: ByteWindow): void {
    if (!this.#header && !this.#readHeader(window)) return;
    const { littleEndian, fractionsPerSecond, recordHeader } = this.#header!;
    const { bytes } = window;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    while (window.length >= recordHeader && this.batches.ready.length === 0) {
      const at = window.start;
      const captured = view.getUint32(at + 8, littleEndian);
      if (captured > LONGEST_RECORD) {
        const found = `a record of ${captured} bytes`;
        throw new CaptureError('corrupt', { file: this.#file, offset: window.offset() + 8 }, found, `at most ${LONGEST_RECORD}`);
      }
      const start = at + recordHeader;
      if (start + captured > window.end) return;
      let second = view.getUint32(at, littleEndian);
      let fraction = view.getUint32(at + 4, littleEndian);
      if (fraction >= fractionsPerSecond) {
        const offset = window.offset() + 4;
        warn(this.#statistics, 'fraction beyond a second', () => `byte ${offset}: a fraction of ${fraction} is carried over into the seconds`);
        second += Math.floor(fraction / fractionsPerSecond);
        fraction %= fractionsPerSecond;
      }
      const nanoseconds = fraction * (1_000_000_000 / fractionsPerSecond);
      const millisecond = Math.floor(nanoseconds / 1_000_000);
      const original = view.getUint32(at + 12, littleEndian);
      this.#record(bytes, start, start + captured, original, 1000 * second + millisecond, nanoseconds - 1_000_000 * millisecond);
      window.start = start + captured;
    }
  }

  end(window: ByteWindow): void {
    if (window.length === 0 && this.#header) return;
    const place = { file: this.#file, offset: window.offset() };
    const expected = this.#header ? this.#expectedRecord(window, this.#header) : `a file header of ${FILE_HEADER}`;
    throw new CaptureError('truncated', place, `the end after ${window.length} bytes`, expected);
  }

  #expectedRecord(window: ByteWindow, header: PcapHeader): string {
    if (window.length < header.recordHeader) return `a record header of ${header.recordHeader}`;
    const view = new DataView(window.bytes.buffer, window.bytes.byteOffset, window.bytes.byteLength);
    return `a record of ${header.recordHeader + view.getUint32(window.start + 8, header.littleEndian)}`;
  }

  #readHeader(window: ByteWindow): boolean {
    if (window.length < FILE_HEADER) return false;
    const header = decodePcapHeader(window.bytes.subarray(window.start, window.start + FILE_HEADER), this.#file);
    this.#statistics.linkType = header.linkType;
    this.#link = linkDecoder(header.linkType);
    if (!this.#link) {
      throw new CaptureError('unsupported', { file: this.#file, offset: 20 }, `link type ${header.linkType}`, LINK_TYPES_READ);
    }
    this.#header = header;
    window.start += FILE_HEADER;
    return true;
  }

  /** @param start, end of the captured bytes @param original bytes on the wire @param time epoch ms, with nanoseconds within it */
  #record(bytes: Uint8Array, start: number, end: number, original: number, time: number, nanoseconds: number): void {
    const packet = this.#packet;
    const statistics = this.#statistics;
    statistics.records++;
    const version = this.#link!(bytes, start, end, packet);
    const reason = typeof version === 'string' ? version : decodeIp(bytes, end, original - (packet.start - start), version, packet);
    if (reason) {
      skip(statistics, reason);
      return;
    }
    if (packet.portsCut) {
      warn(statistics, 'ports cut off', () => `record ${statistics.records} ends before its ports: counted with port 0`);
    }
    if (packet.firstFragment) this.#fragments.remember(bytes, packet, time);
    if (packet.laterFragment && !this.#fragments.join(bytes, packet, time)) {
      warn(statistics, 'fragment without its first', () => `record ${statistics.records} is a fragment whose first is unknown: counted with port 0`);
    }
    const flow = this.#flows.number(
      bytes,
      packet.source,
      packet.destination,
      packet.addressLength,
      packet.protocol,
      packet.sourcePort,
      packet.destinationPort,
    );
    if (this.#flows.fresh) {
      this.batches.addFlow(this.#flows.fresh);
      statistics.flows++;
    }
    statistics.packets++;
    statistics.bytes += packet.size;
    this.batches.add(time, nanoseconds, packet.size, flow, this.#flows.fromA);
  }
}
