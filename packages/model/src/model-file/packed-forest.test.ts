import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../forest/random.ts';
import { trainForest } from '../forest/train.ts';
import { type PackedForest, packForest, unpackForest } from './packed-forest.ts';

function trained(seed: number, columns: number, classes: number, trees = 3) {
  const rows = 40;
  const random = Random.fromSeed(seed);
  const features = Float32Array.from({ length: rows * columns }, () => random.unit() - 0.5);
  const labels = Uint8Array.from({ length: rows }, () => random.below(classes));
  return trainForest({ features, rows, columns, labels, classes, trees, seed, kind: 'extra-trees', minLeafRows: 3 }).forest;
}

test('unpacks what it packed, bit for bit', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.constantFrom(1, 4, 255, 256, 300), fc.integer({ min: 1, max: 5 }), (seed, columns, classes) => {
      const forest = trained(seed, columns, classes);
      const packed = packForest(forest);
      expect(packed.feature.BYTES_PER_ELEMENT).toBe(columns < 256 ? 1 : 2);
      expect(packed.value).toBeInstanceOf(Uint16Array);
      expect(unpackForest(packed, columns, classes)).toEqual(forest);
    }),
    { numRuns: 40 },
  );
});

test('keeps leaf values that are not in steps as they are', () => {
  const forest = trained(1, 4, 2);
  for (const odd of [0.1, 2, -0.5, -0, 2 ** -16]) {
    const value = forest.value.slice();
    const leaf = forest.left.findIndex((child, node) => child === node);
    value[leaf * 2] = odd;
    const packed = packForest({ ...forest, value });
    expect(packed.value).toBeInstanceOf(Float32Array);
    expect(unpackForest(packed, 4, 2)).toEqual({ ...forest, value });
  }
});

test('names the node where a packed forest is wrong', () => {
  const packed = packForest(trained(1, 4, 2));
  const unpack = (change: Partial<PackedForest>) => () => unpackForest({ ...packed, ...change }, 4, 2);
  const leaf = packed.feature.indexOf(255);
  const value = packed.value.slice() as Uint16Array;
  value[0] = 40_000;
  const threshold = packed.threshold.slice();
  threshold[1] = Infinity;
  expect(unpack({ feature: packed.feature.with(leaf, 1) as Uint8Array })).toThrow('expected a finite number, found none');
  expect(unpack({ feature: packed.feature.with(0, 4) as Uint8Array })).toThrow('node 0, feature: expected one below 4, found 4');
  expect(unpack({ feature: packed.feature.subarray(0, -1) as Uint8Array })).toThrow('a child beyond the last node');
  expect(unpack({ feature: Uint8Array.from([...packed.feature, 255]) })).toThrow('nodes of the trees');
  expect(unpack({ trees: 4 })).toThrow('tree 3');
  expect(unpack({ trees: 2 })).toThrow('nodes of the trees');
  expect(unpack({ threshold })).toThrow('threshold: expected a finite number, found Infinity');
  expect(unpack({ threshold: Float32Array.from([...packed.threshold, 1]) })).toThrow('thresholds');
  expect(unpack({ value })).toThrow('class values: expected a sum up to 32768, found 40000');
  expect(unpack({ value: packed.value.subarray(1) as Uint16Array })).toThrow('leaf values');
  expect(unpack({ value: new Float32Array(1) })).toThrow('class value: expected a finite number, found none');
});

test('refuses to pack what the kernels would not take', () => {
  const forest = trained(1, 4, 2);
  expect(() => packForest({ ...forest, left: forest.left.with(0, 0) as Int32Array })).toThrow('tree 0, node 0');
});
