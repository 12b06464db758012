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
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ToldLine } from '../read/told-lines.ts';
import { livePartitions } from './live-partition.ts';
import { messagesOf, type Sent } from './messages-of.fixture.ts';

const RECORDED = new URL('../../../../test-data/recorded/', import.meta.url);
const PARTITIONS = 4;
const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();
const create = livePartitions({ kernels, model });
const captures = readdirSync(RECORDED).filter((name) => /\.(csv|pcap|pcapng)\.gz$/.test(name));

async function* batchesOf(name: string): AsyncGenerator<CaptureBatch> {
  yield* readCapture(openCapture(decodeURIComponent(new URL(name, RECORDED).pathname)), kernels);
}

async function collected(batches: AsyncIterable<CaptureBatch>): Promise<CaptureBatch[]> {
  const all: CaptureBatch[] = [];
  // A reader uses its columns again.
  for await (const batch of batches) all.push(structuredClone(batch));
  return all;
}

/** Each flow's events, in order. */
const byFlow = (lines: readonly EventLine[]) => Object.fromEntries([...Map.groupBy(lines, ({ flow }) => flow.id)].sort(([x], [y]) => (x < y ? -1 : 1)));

/** What one process says of it. */
function oneProcess(batches: readonly CaptureBatch[]) {
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

/** What partitions say of it, restored from snapshots where told. */
function partitionsSay(sent: readonly Sent[], restoreAt: (message: number) => boolean = () => false) {
  const partitions = Array.from({ length: PARTITIONS }, (_, i) => create(i, null));
  const lines = sent.flatMap(({ partition, tap, bytes }, i) => {
    if (restoreAt(i)) partitions[partition] = create(partition, partitions[partition]!.snapshot());
    return partitions[partition]!.take(tap, bytes);
  });
  return { partitions, lines: byFlow(lines.map((line) => {
    const { past: _past, ...told } = line as ToldLine;
    return told as EventLine;
  })) };
}

describe.each(captures)('%s', (name) => {
  test('events through messages and partitions are those of one process', async () => {
    const batches = await collected(batchesOf(name));
    const wanted = oneProcess(batches);
    expect(Object.keys(wanted).length).toBeGreaterThan(0);
    expect(partitionsSay(messagesOf(batches, 'west', PARTITIONS)).lines).toEqual(wanted);
  });
});

test('restored from snapshots at random messages, and told things twice, the events are the same', async () => {
  const batches = await collected(batchesOf('L_callrx_ovpn.csv.gz'));
  const sent = messagesOf(batches, 'west', PARTITIONS, { every: 5 });
  const wanted = oneProcess(batches);
  fc.assert(
    fc.property(fc.array(fc.nat(sent.length - 1), { maxLength: 10 }), fc.array(fc.nat(sent.length - 1), { maxLength: 10 }), (cuts, twice) => {
      const repeated = sent.flatMap((message, i) => (twice.includes(i) ? [message, message] : [message]));
      expect(partitionsSay(repeated, (i) => cuts.includes(i)).lines).toEqual(wanted);
    }),
    { numRuns: 10 },
  );
});

/** A capture as two taps see it, each one direction. */
function oneDirection(batch: CaptureBatch, fromA: 0 | 1): PacketBatch {
  const packets = packetsOf(batch);
  return { ...picked(batch, Array.from(packets.fromA.keys()).filter((row) => packets.fromA[row] === fromA)), tunnels: fromA === 1 ? packets.tunnels : [] };
}

function packetsOf(batch: CaptureBatch): PacketBatch {
  if (batch.kind !== 'packets') throw new Error('expected packets');
  return batch;
}

function picked(all: CaptureBatch, rows: readonly number[]): PacketBatch {
  const batch = packetsOf(all);
  const pick = <Column extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(column: Column) => column.slice(0, rows.length).map((_, i) => column[rows[i]!]!) as Column;
  return { ...batch, count: rows.length, time: pick(batch.time), nanoseconds: pick(batch.nanoseconds), size: pick(batch.size), flow: pick(batch.flow), fromA: pick(batch.fromA) };
}

/** Messages of two taps, mixed as two streams to one server are: each in order, otherwise as the dice say. */
function mixed(one: readonly Sent[], other: readonly Sent[], dice: readonly number[]): Sent[] {
  const [left, right] = [[...one], [...other]];
  const all: Sent[] = [];
  for (let i = 0; left.length + right.length > 0; i++) all.push((left.length === 0 || (right.length > 0 && dice[i % dice.length]! < 0.5) ? right : left).shift()!);
  return all;
}

describe('two taps that each see one direction', () => {
  const options = { every: 20, hello: true };

  test('are one stream, however their messages come', async () => {
    for (const name of ['L_live10_wg.csv.gz', 'L_callrx_ovpn.csv.gz']) {
      const batches = await collected(batchesOf(name));
      const halves = [0, 1].map((fromA) => batches.map((batch) => oneDirection(batch, fromA as 0 | 1)));
      const wanted = oneProcess(inOrder(batches));
      fc.assert(
        fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 50, maxLength: 50 }), fc.nat(100), (dice, cut) => {
          const [west, east] = halves.map((half, i) => messagesOf(half, ['west', 'east'][i]!, PARTITIONS, options));
          // Both are known before either has said anything.
          const sent = [...west!.splice(0, PARTITIONS), ...east!.splice(0, PARTITIONS), ...mixed(west!, east!, dice)];
          const said = partitionsSay(sent, (i) => i % 101 === cut);
          expect(said.lines).toEqual(wanted);
          expect(said.partitions.map(({ summary }) => summary.late)).toEqual(Array(PARTITIONS).fill(0));
        }),
        { numRuns: 5 },
      );
    }
  });
});

/** The capture in the order of time; what is of the same millisecond in the order of the taps' names: east sees what a sends. */
function inOrder(batches: readonly CaptureBatch[]): CaptureBatch[] {
  return batches.map((batch) => {
    const { fromA, time } = packetsOf(batch);
    const rows = Array.from(time.keys()).sort((x, y) => time[x]! - time[y]! || fromA[y]! - fromA[x]! || x - y);
    return picked(batch, rows);
  });
}
