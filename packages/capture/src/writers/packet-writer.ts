import type { CaptureBatch } from '../batch.ts';
import { FlowEnds } from './flow-ends.ts';
import { LONGEST_HEADERS, leastSize, writeHeaders } from './ip-header.ts';
import { rowsOfPacket, sizeOfPacket } from './joined-size.ts';
import { countChange, createWriteStatistics } from './write-statistics.ts';
import type { CaptureWriter } from './writer.ts';

/** LINKTYPE_RAW: packets begin with their IP header. */
export const LINK_RAW = 101;
/** What tcpdump writes where it cuts nothing off (MAXIMUM_SNAPLEN of libpcap). */
export const SNAP_LENGTH = 262_144;

/** How a format stores packets. */
export interface PacketFraming {
  /** What stands before the first packet. */
  fileHeader(): Uint8Array<ArrayBuffer>;
  /** Most bytes that a record has beside the packet's own. */
  readonly overhead: number;
  /** Bytes of a record before the packet's own. */
  readonly before: number;
  /** Whether the format can hold a time: epoch ms. */
  holds(time: number): boolean;
  /**
   * Writes what a record has around a packet's bytes.
   * @param at where the record starts @param captured bytes of the packet that are there @param original bytes it had
   * @returns where the record ends
   */
  frame(view: DataView, at: number, time: number, nanoseconds: number, captured: number, original: number): number;
}

/**
 * Writes packets as files of packets do, headers only: no payload is ever known here, so every packet is cut off behind what
 * its flow, size and direction tell. Its original length is the IP total length. A later fragment becomes an ordinary packet
 * of its flow, and rows that are one giant packet become one record. A packet smaller than its headers is written as long as these.
 */
export class PacketWriter implements CaptureWriter {
  readonly statistics = createWriteStatistics();
  readonly #framing: PacketFraming;
  readonly #giants: () => boolean;
  readonly #ends = new FlowEnds(this.statistics);

  /** @param giants as `createWriter` has it */
  constructor(framing: PacketFraming, giants: () => boolean) {
    this.#framing = framing;
    this.#giants = giants;
  }

  begin(): Uint8Array<ArrayBuffer> {
    return this.#framing.fileHeader();
  }

  write(batch: CaptureBatch): Uint8Array<ArrayBuffer> {
    if (batch.kind === 'seconds') throw new Error('found totals of seconds, expected packets to write');
    const framing = this.#framing;
    const ends = this.#ends;
    const { statistics } = this;
    const giants = this.#giants();
    for (const flow of batch.newFlows) ends.add(flow);
    const bytes = new Uint8Array(batch.count * (framing.overhead + LONGEST_HEADERS));
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (let row = 0, rows = 0; row < batch.count; row += rows) {
      rows = rowsOfPacket(batch, row, giants);
      const time = batch.time[row]!;
      if (!framing.holds(time)) {
        countChange(statistics, 'time out of range');
        continue;
      }
      const place = ends.place(batch.flow[row]!);
      const least = leastSize(ends, place);
      let size = sizeOfPacket(batch, row, rows);
      if (size < least) {
        size = least;
        countChange(statistics, 'size raised');
      }
      const captured = writeHeaders(bytes, at + framing.before, ends, place, batch.fromA[row]!, size);
      at = framing.frame(view, at, time, batch.nanoseconds[row]!, captured, size);
      statistics.packets++;
      statistics.bytes += size;
    }
    for (const flow of batch.evictedFlows) ends.forget(flow);
    return bytes.subarray(0, at);
  }

  end(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(0);
  }
}
