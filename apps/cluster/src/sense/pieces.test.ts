import type { CaptureBatch } from '@tunnelscope/capture/batch';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pieces } from './pieces.ts';

/** A batch of rows at these times, of one flow each. */
function batchOf(times: readonly number[], firstFlow: number): CaptureBatch {
  const count = times.length;
  const flow = Uint32Array.from(times, (_, i) => firstFlow + i);
  return { kind: 'packets', count, time: Float64Array.from(times), flow, nanoseconds: new Uint32Array(count), size: new Uint16Array(count), fromA: new Uint8Array(count), newFlows: [], evictedFlows: [firstFlow], tunnels: [...flow].map((number) => ({ flow: number, tunnel: 'ipsec' })) };
}

/** The flows between two beginnings, and all labels and ends, in order. */
async function cut(batches: readonly CaptureBatch[]) {
  const parts: number[][] = [];
  const labels: number[] = [];
  const ends: number[] = [];
  async function* stream() {
    yield* batches;
  }
  for await (const { batch, begins } of pieces(stream(), 200)) {
    if (begins) parts.push([]);
    parts.at(-1)!.push(...batch.flow);
    labels.push(...(batch.kind === 'packets' ? batch.tunnels.map(({ flow }) => flow) : []));
    ends.push(...batch.evictedFlows);
  }
  return { parts: parts.filter((part) => part.length > 0), labels, ends };
}

test('intervals begin at the same rows, whatever the batches are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: -300, max: 300 }), { maxLength: 60 }), fc.integer({ min: 1, max: 60 }), async (jumps, size) => {
      let time = 1e12;
      const times = jumps.map((by) => {
        time += by;
        return time;
      });
      const batches = Array.from({ length: Math.ceil(times.length / size) }, (_, i) => batchOf(times.slice(i * size, (i + 1) * size), i * size));
      const whole = await cut([batchOf(times, 0)]);
      const pieced = await cut(batches);
      expect(pieced.parts).toEqual(whole.parts);
      expect(pieced.labels).toEqual([...times.keys()]);
      expect(pieced.ends).toEqual(batches.map((_, i) => i * size));
    }),
  );
});

test('one at the beginning, and where an interval is over', async () => {
  expect((await cut([batchOf([1000, 1100, 1199, 1200, 1250, 1399, 1400, 900], 0)])).parts).toEqual([[0, 1, 2], [3, 4, 5], [6], [7]]);
});
