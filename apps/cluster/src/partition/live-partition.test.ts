import fc from 'fast-check';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { describe, expect, test } from 'vitest';
import { messagesOf } from './messages-of.fixture.ts';
import { captures, create, mixed, oneDirection, oneProcess, packetsOf, PARTITIONS, partitionsSay, picked, recordedBatches } from './recorded-stream.fixture.ts';

describe.each(captures)('%s', (name) => {
  test('events through messages and partitions are those of one process', async () => {
    const batches = await recordedBatches(name);
    const wanted = oneProcess(batches);
    expect(Object.keys(wanted).length).toBeGreaterThan(0);
    expect(partitionsSay(messagesOf(batches, 'west', PARTITIONS)).lines).toEqual(wanted);
  });
});

test('restored from snapshots at random messages, and told things twice, the events are the same', async () => {
  const batches = await recordedBatches('L_callrx_ovpn.csv.gz');
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

test('a snapshot may lie anywhere in a buffer of the system', async () => {
  const sent = messagesOf(await recordedBatches('L_callrx_ovpn.csv.gz'), 'west', 1);
  const one = create(0, null);
  for (const { bytes } of sent.slice(0, sent.length >> 1)) one.take('west', bytes);
  const snapshot = one.snapshot();
  const other = create(0, Buffer.concat([Buffer.alloc(3), snapshot, Buffer.alloc(2)]).subarray(3, 3 + snapshot.length));
  expect(Buffer.compare(other.snapshot(), snapshot)).toBe(0);
});

describe('two taps that each see one direction', () => {
  const options = { every: 20, hello: true };

  test('are one stream, however their messages come', async () => {
    for (const name of ['L_live10_wg.csv.gz', 'L_callrx_ovpn.csv.gz']) {
      const batches = await recordedBatches(name);
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
