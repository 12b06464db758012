import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PushedBatch } from './pushed-batch.ts';
import { sortPackets } from './sort-packets.ts';

const columns = (rows: readonly { readonly time: number; readonly nanoseconds: number }[]): PushedBatch => ({
  sensor: 'tap', sequence: 3, flows: [], count: rows.length,
  time: Float64Array.from(rows, ({ time }) => time), nanoseconds: Uint32Array.from(rows, ({ nanoseconds }) => nanoseconds),
  // Each column tells where its packet came from.
  size: Uint16Array.from(rows.keys()), flow: Uint32Array.from(rows.keys()), fromA: Uint8Array.from(rows.keys(), (i) => i % 2),
});

test('packets are put in the order of their times, whole, and those of one time stay as they came', () => {
  const row = fc.record({ time: fc.nat(5), nanoseconds: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const expected = rows.map((each, i) => ({ ...each, i })).toSorted((x, y) => x.time - y.time || x.nanoseconds - y.nanoseconds || x.i - y.i);
      const sorted = sortPackets(columns(rows));
      expect(sorted).toEqual({
        ...columns(expected),
        size: Uint16Array.from(expected, ({ i }) => i), flow: Uint32Array.from(expected, ({ i }) => i), fromA: Uint8Array.from(expected, ({ i }) => i % 2),
      });
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('a batch in order is not copied', () => {
  for (const rows of [[], [{ time: 1, nanoseconds: 0 }], [{ time: 1, nanoseconds: 5 }, { time: 1, nanoseconds: 5 }, { time: 2, nanoseconds: 0 }]]) {
    const batch = columns(rows);
    expect(sortPackets(batch)).toBe(batch);
  }
});
