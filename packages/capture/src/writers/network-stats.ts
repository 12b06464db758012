import type { CaptureBatch, PacketBatch, SecondBatch } from '../batch.ts';
import { HeldSeconds } from './held-seconds.ts';
import { rowsOfPacket, sizeOfPacket } from './joined-size.ts';
import { type RowEnds, rowEnds } from './row-ends.ts';
import { TextBuffer } from './text-buffer.ts';
import { countChange, createWriteStatistics } from './write-statistics.ts';
import type { CaptureWriter } from './writer.ts';

const REGULAR = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts';
const EXTENDED = `${REGULAR},packet_times,packet_sizes,packet_dirs`;
/** The readers take numbers of up to 15 digits, none below 0. Epoch ms. */
const LATEST_TIME = 999_999_999_999_999;

export interface NetworkStatsOptions {
  /** Whether rows have packet columns; only packets can be written then. */
  readonly extended: boolean;
  /** Whether endpoint a is IP1, as it is where flows were read from network-stats. */
  readonly keepEnds: boolean;
  /** As `createWriter` has it. */
  readonly giants: () => boolean;
}

/**
 * Writes network-stats CSV: one row for each second and flow, in order of the flow's first packet within the second; times in
 * whole milliseconds, what is finer cut off. A giant packet is one item, as long as it was.
 */
export class NetworkStatsWriter implements CaptureWriter {
  readonly statistics = createWriteStatistics();
  readonly #extended: boolean;
  readonly #keepEnds: boolean;
  readonly #giants: () => boolean;
  readonly #text = new TextBuffer();
  readonly #held: HeldSeconds;
  readonly #ends = new Map<number, RowEnds>();

  constructor({ extended, keepEnds, giants }: NetworkStatsOptions) {
    this.#extended = extended;
    this.#keepEnds = keepEnds;
    this.#giants = giants;
    this.#held = new HeldSeconds(this.#text, extended);
  }

  begin(): Uint8Array<ArrayBuffer> {
    this.#text.text(`${this.#extended ? EXTENDED : REGULAR}\n`);
    return this.#text.take();
  }

  write(batch: CaptureBatch): Uint8Array<ArrayBuffer> {
    for (const flow of batch.newFlows) this.#ends.set(flow.number, rowEnds(flow, this.#keepEnds));
    if (batch.kind === 'packets') {
      if (this.#extended || this.#giants()) this.#writePackets(batch);
      else this.#writeTotals(batch);
    } else this.#writeSeconds(batch);
    for (const flow of batch.evictedFlows) this.#ends.delete(flow);
    return this.#text.take();
  }

  end(): Uint8Array<ArrayBuffer> {
    this.#held.flush();
    return this.#text.take();
  }

  /** Packets that are one row each, and not to be listed. */
  #writeTotals(batch: PacketBatch): void {
    const { count, time, size } = batch;
    const { statistics } = this;
    for (let packet = 0; packet < count; ) {
      if (!holds(time[packet]!)) {
        countChange(statistics, 'time out of range');
        packet++;
        continue;
      }
      const next = this.#held.at(time[packet]!).totals(batch, packet, this.#endsOf);
      let bytes = 0;
      for (let i = packet; i < next; i++) bytes += size[i]!;
      statistics.packets += next - packet;
      statistics.bytes += bytes;
      packet = next;
    }
  }

  #writePackets(batch: PacketBatch): void {
    const { count, time: times, size: sizes, flow, fromA } = batch;
    const giants = this.#giants();
    let packets = 0;
    let bytes = 0;
    for (let packet = 0, rows = 1; packet < count; packet += rows) {
      if (giants) rows = rowsOfPacket(batch, packet, giants);
      const time = times[packet]!;
      if (!holds(time)) {
        countChange(this.statistics, 'time out of range');
        continue;
      }
      const size = giants ? sizeOfPacket(batch, packet, rows) : sizes[packet]!;
      const second = this.#held.at(time);
      const row = second.row(flow[packet]!, this.#endsOf);
      second.total(row, fromA[packet]!, 1, size);
      if (this.#extended) second.packet(row, fromA[packet]!, time, size);
      packets++;
      bytes += size;
    }
    this.statistics.packets += packets;
    this.statistics.bytes += bytes;
  }

  #writeSeconds({ count, time, flow, bytesFromA, bytesFromB, packetsFromA, packetsFromB }: SecondBatch): void {
    if (this.#extended) throw new Error('found totals of seconds, expected packets to write');
    const { statistics } = this;
    for (let i = 0; i < count; i++) {
      const packets = packetsFromA[i]! + packetsFromB[i]!;
      if (!holds(time[i]!)) {
        countChange(statistics, 'time out of range', packets);
        continue;
      }
      const second = this.#held.at(time[i]!);
      const row = second.row(flow[i]!, this.#endsOf);
      second.total(row, 1, packetsFromA[i]!, bytesFromA[i]!);
      second.total(row, 0, packetsFromB[i]!, bytesFromB[i]!);
      statistics.packets += packets;
      statistics.bytes += bytesFromA[i]! + bytesFromB[i]!;
    }
  }

  readonly #endsOf = (flow: number): RowEnds => {
    const ends = this.#ends.get(flow);
    if (!ends) throw new Error(`flow ${flow}: expected to be named by a batch before its packets`);
    return ends;
  };
}

function holds(time: number): boolean {
  return time >= 0 && time <= LATEST_TIME;
}
