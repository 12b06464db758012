import { loadKernels } from '@tunnelscope/core';
import { expect, test } from 'vitest';
import { seedSeries } from './series.ts';

const kernels = await loadKernels('typescript');
const origin = 1_600_000_000_000;

test('seconds run over all packets, bins over downlink ones, both on multiples of their step', () => {
  const packets = { time: Float64Array.of(900, 1399, 1400, 1850, 3000).map((ms) => ms + origin), size: Uint16Array.of(60, 10, 20, 40, 60), down: Uint8Array.of(0, 1, 1, 1, 0) };
  const { perSecond, perBin } = seedSeries(packets, kernels);
  expect(Array.from(perSecond)).toEqual([0, 70, 0, 0]);
  expect(Array.from(perBin)).toEqual([10, 20, 0, 40]);
});

test('a flow without downlink packets has no bins, one without packets no seconds', () => {
  const up = { time: Float64Array.of(origin), size: Uint16Array.of(60), down: Uint8Array.of(0) };
  expect(seedSeries(up, kernels)).toEqual({ perSecond: Float64Array.of(0), perBin: new Float64Array(0) });
  const none = { time: new Float64Array(0), size: new Uint16Array(0), down: new Uint8Array(0) };
  expect(seedSeries(none, kernels)).toEqual({ perSecond: new Float64Array(0), perBin: new Float64Array(0) });
});
