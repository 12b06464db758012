import { loadKernels } from '@tunnelscope/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KIND, kindFeatures } from './kind.ts';

const kernels = await loadKernels('typescript');
const features = (down: number[], up: number[], packetsDown: number[], packetsUp: number[]) => kindFeatures({
  bytesDown: Float64Array.from(down), bytesUp: Float64Array.from(up),
  packetsDown: Float64Array.from(packetsDown), packetsUp: Float64Array.from(packetsUp),
}, kernels);

test('each feature has its definition', () => {
  const found = features([1998, 0, 0, 1998], [99, 99, 0, 198], [2, 0, 0, 2], [1, 1, 0, 2]);
  const expected = [3, Math.log10(100), 999, 99, 396 / 4392, 1, Math.sqrt(0.5), 0.5];
  expect(found.length).toBe(KIND.features.length);
  for (const [i, { name }] of KIND.features.entries()) expect(found[i], name).toBeCloseTo(expected[i]!, 12);
});

test('a window without traffic, or without seconds, is all zeros', () => {
  expect(Array.from(features([0, 0], [0, 0], [0, 0], [0, 0]))).toEqual(new Array(8).fill(0));
  expect(Array.from(features([], [], [], []))).toEqual(new Array(8).fill(0));
});

test('one direction alone gives finite values', () => {
  expect(Array.from(features([0], [500], [0], [5]))).toEqual([0, Math.log10(501), 0, 100, 1, 0, 0, 0]);
  expect(Array.from(features([500], [0], [5], [0]))).toEqual([Math.log10(501), 0, 100, 0, 0, 0, 0, 0]);
});

test('any window gives finite values, in whatever order its seconds come', () => {
  const row = fc.tuple(fc.nat(1e8), fc.nat(1e8), fc.nat(1e5), fc.nat(1e5));
  fc.assert(fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
    const columns = (order: typeof rows) => [0, 1, 2, 3].map((i) => order.map((cells) => cells[i]!)) as [number[], number[], number[], number[]];
    const found = features(...columns(rows));
    const turned = features(...columns([...rows].reverse()));
    for (let i = 0; i < found.length; i++) {
      expect(Number.isFinite(found[i])).toBe(true);
      expect(turned[i]).toBeCloseTo(found[i]!, 9);
    }
  }), { seed: 1 });
});
