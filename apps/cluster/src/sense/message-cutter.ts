import type { PacketBatch, SecondBatch } from '@tunnelscope/capture/batch';
import type { RowsStep, StreamStep } from '@tunnelscope/detector/live/stream-cutter';
import { TIME_LIMIT } from '../message/message.ts';
import type { GroupedFlow } from '../message/row-group.ts';
import { partitionOf } from '../partition.ts';
import type { MessageBody } from './message-body.ts';
import { PartitionWriter } from './partition-writer.ts';
import { sharesOf } from './shares.ts';

interface TapFlow extends GroupedFlow {
  readonly writer: PartitionWriter;
}

/**
 * Makes messages of the steps of a stream: each flow's rows go to its partition, everything else to all of them. What is in which
 * message depends on the steps and the calls of `flush` alone.
 */
export class MessageCutter {
  readonly #writers: readonly PartitionWriter[];
  /** By the number that the reader gave them. */
  readonly #flows = new Map<number, TapFlow>();
  /** Messages that are full, in order. */
  #full: [partition: number, body: MessageBody][] = [];
  packets = 0;
  flows = 0;

  /** @param partitions how many there are */
  constructor(partitions: number) {
    this.#writers = Array.from({ length: partitions }, () => new PartitionWriter());
  }

  /** Takes a step in; its columns are needed no more then. @throws RangeError if a time is beyond what messages can tell */
  take(step: StreamStep): void {
    if (step.kind === 'rows') {
      this.#takeRows(step);
      return;
    }
    if (step.kind !== 'setBack' && step.now !== -Infinity) checkTime(step.now);
    for (const [partition, writer] of this.#writers.entries()) {
      if (step.kind === 'sweep') writer.sweep(step.now);
      else if (step.kind === 'setBack') writer.setBack();
      else writer.end(step.now);
      if (writer.full) this.#close(partition, writer);
    }
  }

  /**
   * Packets are missing, and nobody knows of which flows: each partition has its share of them, as large as that of the packets that came
   * since the last loss.
   * @param from, to epoch ms between which
   */
  lose(packets: number, from: number, to: number): void {
    const shares = sharesOf(packets, this.#writers.map((writer) => writer.takeSeen()));
    for (const [partition, share] of shares.entries()) if (share > 0) this.#writers[partition]!.lost({ packets: share, from, to });
  }

  /** The messages that are full, by partition; in each partition they are in order. */
  full(): [partition: number, body: MessageBody][] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** All messages, also those that are not full. */
  flush(): [partition: number, body: MessageBody][] {
    for (const [partition, writer] of this.#writers.entries()) this.#close(partition, writer);
    return this.full();
  }

  #takeRows(step: RowsStep): void {
    for (const flow of step.newFlows) {
      const partition = partitionOf(flow, this.#writers.length);
      this.#flows.set(flow.number, { flow, writer: this.#writers[partition]!, local: -1, first: 0, last: 0, count: 0 });
      this.flows++;
    }
    const labels = new Map(step.tunnels.map(({ flow, tunnel }) => [flow, tunnel]));
    const { batch } = step;
    let number = -1;
    let flow: TapFlow | undefined;
    for (let row = step.from; row < step.to; row++) {
      if (batch.flow[row] !== number) {
        number = batch.flow[row]!;
        flow = this.#flows.get(number);
        flow?.writer.useKind(batch.kind);
      }
      if (!flow) continue;
      checkTime(batch.time[row]!);
      if (batch.kind === 'packets') this.#addPacket(flow, batch, row);
      else this.#addSecond(flow, batch, row);
      if (labels.size > 0 && labels.has(number)) {
        flow.writer.group.label(flow, labels.get(number)!);
        labels.delete(number);
      }
      if (flow.writer.full) this.#close(this.#writers.indexOf(flow.writer), flow.writer);
    }
    for (const [labelled, tunnel] of labels) {
      const known = this.#flows.get(labelled);
      known?.writer.group.label(known, tunnel);
    }
    if (step.evictedFlows.length > 0) this.#evict(step.evictedFlows);
  }

  #addPacket(flow: TapFlow, batch: PacketBatch, row: number): void {
    flow.writer.group.addPacket(flow, batch.time[row]!, 2 * batch.size[row]! + batch.fromA[row]!);
    flow.writer.count(1);
    this.packets++;
  }

  #addSecond(flow: TapFlow, batch: SecondBatch, row: number): void {
    const [fromA, fromB] = [batch.packetsFromA[row]!, batch.packetsFromB[row]!];
    flow.writer.group.addSecond(flow, batch.time[row]!, batch.bytesFromA[row]!, batch.bytesFromB[row]!, fromA, fromB);
    flow.writer.count(fromA + fromB);
    this.packets += fromA + fromB;
  }

  #evict(numbers: readonly number[]): void {
    const flows = numbers.map((number) => this.#flows.get(number)).filter((flow) => flow !== undefined);
    for (const number of numbers) this.#flows.delete(number);
    for (const [writer, ended] of Map.groupBy(flows, ({ writer }) => writer)) writer.evict(ended);
  }

  #close(partition: number, writer: PartitionWriter): void {
    const body = writer.take();
    if (body) this.#full.push([partition, body]);
  }
}

function checkTime(time: number): void {
  if (!(Math.abs(time) <= TIME_LIMIT)) throw new RangeError(`packet time: found ${time} ms, expected at most ${TIME_LIMIT} ms from the epoch`);
}
