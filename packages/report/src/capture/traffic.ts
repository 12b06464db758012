import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { SecondWindow } from '@tunnelscope/model/features/window';
import type { FlowRecord } from '@tunnelscope/detector/flow-record';
import { PacketBuffer } from '@tunnelscope/detector/packet-buffer';

/** A flow's traffic is drawn from its start for so long at most. */
export const MOST_SECONDS = 1800;

/** The traffic of one flow, for pictures: packets where the capture has them, and the totals of each second. */
export class Traffic {
  readonly record: FlowRecord;
  /** Sorted by time once the capture is read. */
  readonly packets = new PacketBuffer();
  /** From the second of the flow's first packet, aligned to epoch time as the features are. */
  readonly seconds: SecondWindow;
  readonly firstSecond: number;

  constructor(record: FlowRecord) {
    this.record = record;
    this.firstSecond = Math.floor(record.start / 1000);
    const last = record.resolution === 'packet' ? Math.floor(record.start / 1000 + record.durationSeconds) : this.firstSecond + record.durationSeconds - 1;
    const length = Math.max(1, Math.min(MOST_SECONDS, Math.round(last - this.firstSecond + 1)));
    const column = () => new Float64Array(length);
    this.seconds = { bytesDown: column(), bytesUp: column(), packetsDown: column(), packetsUp: column() };
  }

  /** Seconds that are drawn. */
  get length(): number {
    return this.seconds.bytesDown.length;
  }

  /** Whether the flow goes on behind what is drawn. */
  get isCut(): boolean {
    return this.record.durationSeconds > MOST_SECONDS;
  }

  /** @param time epoch ms */
  holds(time: number): boolean {
    const second = Math.floor(time / 1000) - this.firstSecond;
    return second >= 0 && second < this.length;
  }

  /** @param time epoch ms, one that it holds */
  add(time: number, fromServer: boolean, bytes: number, packets: number): void {
    const second = Math.floor(time / 1000) - this.firstSecond;
    this.seconds[fromServer ? 'bytesDown' : 'bytesUp'][second]! += bytes;
    this.seconds[fromServer ? 'packetsDown' : 'packetsUp'][second]! += packets;
  }
}

/** Reads a capture once more, and keeps the traffic of some of its flows, in their order. */
export async function collectTraffic(batches: AsyncIterable<CaptureBatch>, records: readonly FlowRecord[]): Promise<Traffic[]> {
  const all = records.map((record) => new Traffic(record));
  // A flow that came again after a silence has a record for each sitting.
  const byFlow = Map.groupBy(all, ({ record }) => record.flow.number);
  for await (const batch of batches) {
    for (let i = 0; i < batch.count; i++) {
      const sittings = byFlow.get(batch.flow[i]!);
      if (sittings === undefined) continue;
      const time = batch.time[i]!;
      const traffic = sittings.find((sitting) => sitting.holds(time));
      if (traffic) addRow(traffic, batch, i);
    }
  }
  for (const { packets } of all) packets.sort();
  return all;
}

function addRow(traffic: Traffic, batch: CaptureBatch, i: number): void {
  const { client } = traffic.record;
  const time = batch.time[i]!;
  if (batch.kind === 'packets') {
    const fromA = batch.fromA[i]!;
    traffic.packets.push(time, batch.size[i]!, fromA);
    traffic.add(time, (fromA === 1) !== (client === 'a'), batch.size[i]!, 1);
  } else {
    traffic.add(time, client === 'b', batch.bytesFromA[i]!, batch.packetsFromA[i]!);
    traffic.add(time, client === 'a', batch.bytesFromB[i]!, batch.packetsFromB[i]!);
  }
}
