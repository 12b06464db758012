import { readdirSync } from 'node:fs';
import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch, PacketBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import { loadKernels } from '@tunnelscope/core';
import { type EventLine, eventLine } from '@tunnelscope/detector/live/event-line';
import type { LiveEvent } from '@tunnelscope/detector/live/event';
import { stateOf } from '@tunnelscope/detector/live/event-state';
import { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import { loadDefaultModel } from '@tunnelscope/model/default';
import type { ToldLine } from '../read/told-lines.ts';
import { livePartitions } from './live-partitions.ts';
import type { Sent } from './messages-of.fixture.ts';

const RECORDED = new URL('../../../../test-data/recorded/', import.meta.url);
export const PARTITIONS = 4;
const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();
export const create = livePartitions({ kernels, model });
export const captures = readdirSync(RECORDED).filter((name) => /\.(csv|pcap|pcapng)\.gz$/.test(name));

/** A recorded capture, as it is read. */
export async function recordedBatches(name: string): Promise<CaptureBatch[]> {
  const all: CaptureBatch[] = [];
  // A reader uses its columns again.
  for await (const batch of readCapture(openCapture(decodeURIComponent(new URL(name, RECORDED).pathname)), kernels)) all.push(structuredClone(batch));
  return all;
}

/** Each flow's events, in order. */
const byFlow = (lines: readonly EventLine[]) => Object.fromEntries([...Map.groupBy(lines, ({ flow }) => flow.id)].sort(([x], [y]) => (x < y ? -1 : 1)));

/** What one process says of it. */
export function oneProcess(batches: readonly CaptureBatch[]): Record<string, EventLine[]> {
  const detector = new LiveDetector({ kernels, model });
  const lines: EventLine[] = [];
  // What is told with an event is the state of its flow then, not at the end of the batch.
  const tell = (events: readonly LiveEvent[]) => {
    for (const [place, event] of events.entries()) {
      const state = stateOf(events, place, detector.flows);
      lines.push(eventLine(event, state, state.since, (address) => address));
    }
  };
  for (const batch of batches) for (const piece of detector.feeding(batch)) tell(piece);
  tell(detector.end());
  return byFlow(lines);
}

/** A line without what only workers tell. */
function withoutPast(line: EventLine): EventLine {
  const { past: _past, ...told } = line as ToldLine;
  return told as EventLine;
}

/** What partitions say of it, restored from snapshots where told. */
export function partitionsSay(sent: readonly Sent[], restoreAt: (message: number) => boolean = () => false) {
  const partitions = Array.from({ length: PARTITIONS }, (_, i) => create(i, null));
  const lines = sent.flatMap(({ partition, tap, bytes }, i) => {
    if (restoreAt(i)) partitions[partition] = create(partition, partitions[partition]!.snapshot());
    return partitions[partition]!.take(tap, bytes);
  });
  return { partitions, lines: byFlow(lines.map(withoutPast)), told: lines };
}

/** A capture as two taps see it, each one direction. */
export function oneDirection(batch: CaptureBatch, fromA: 0 | 1): PacketBatch {
  const packets = packetsOf(batch);
  return { ...picked(batch, Array.from(packets.fromA.keys()).filter((row) => packets.fromA[row] === fromA)), tunnels: fromA === 1 ? packets.tunnels : [] };
}

export function packetsOf(batch: CaptureBatch): PacketBatch {
  if (batch.kind !== 'packets') throw new Error('expected packets');
  return batch;
}

interface ColumnOf<Column> {
  from(rows: readonly number[], value: (row: number) => number): Column;
}

/** Some rows of a batch, in this order. */
export function picked(all: CaptureBatch, rows: readonly number[]): PacketBatch {
  const batch = packetsOf(all);
  const pick = <Column extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(column: Column) => (column.constructor as unknown as ColumnOf<Column>).from(rows, (row) => column[row]!);
  return { ...batch, count: rows.length, time: pick(batch.time), nanoseconds: pick(batch.nanoseconds), size: pick(batch.size), flow: pick(batch.flow), fromA: pick(batch.fromA) };
}

/** Messages of two taps, mixed as two streams to one server are: each in order, otherwise as the dice say. */
export function mixed(one: readonly Sent[], other: readonly Sent[], dice: readonly number[]): Sent[] {
  const [left, right] = [[...one], [...other]];
  const all: Sent[] = [];
  for (let i = 0; left.length + right.length > 0; i++) all.push((left.length === 0 || (right.length > 0 && dice[i % dice.length]! < 0.5) ? right : left).shift()!);
  return all;
}
