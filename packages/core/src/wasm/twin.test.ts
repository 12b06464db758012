import { expect, test } from 'vitest';
import { forest } from '../conformance/forest.ts';
import { loadKernels } from '../load.ts';

// Each on a fresh arena with hardly any room: whatever is laid out too small for its results runs into the end of the memory.

const fresh = () => loadKernels('wasm', { checked: true, arenaBytes: 0 });

test('more bins than packets', async () => {
  const packets = { time: Float64Array.of(99_999.5), size: Uint16Array.of(7), down: Uint8Array.of(0) };
  const binned = (await fresh()).binPackets(packets, { start: 0, width: 1, count: 100_000 });
  expect(binned.bytesUp.length).toBe(100_000);
  expect(binned.bytesUp[99_999]).toBe(7);
  expect(binned.packetsUp.indexOf(1)).toBe(99_999);
});

test('as many peaks as fit into a series', async () => {
  const series = Float64Array.from({ length: 200_001 }, (_, i) => i % 2);
  expect((await fresh()).findPeaks(series, { minDistance: 2 }).index.length).toBe(100_000);
});

test('many gaps', async () => {
  const spikes = Int32Array.from({ length: 200_000 }, (_, i) => 2 * i);
  expect((await fresh()).spikeGaps(spikes)).toEqual(new Int32Array(199_999).fill(1));
});

test('more lags than samples', async () => {
  const values = (await fresh()).autocorrelation(Float64Array.of(0, 1), 200_000);
  expect(values.length).toBe(200_001);
  expect([...values.subarray(0, 3)]).toEqual([1, -0.5, 0]);
});

test('a transform much longer than its series', async () => {
  const series = Float64Array.from({ length: 8209 }, (_, i) => i % 8); // a prime, so padded to 32,768
  const { power } = (await fresh()).welch(series, { samplingRate: 1, segment: 8209 });
  expect(power.length).toBe(4105);
  expect(power.indexOf(Math.max(...power))).toBe(Math.round(8209 / 8));
});

test('many rows', async () => {
  const rows = 50_001;
  const values = (await fresh()).evaluateForest(forest, new Float32Array(2 * rows));
  expect(values.length).toBe(2 * rows);
  expect([...values.subarray(-2)]).toEqual([0.375, 0.625]);
});
