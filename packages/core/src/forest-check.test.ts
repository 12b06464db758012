import { describe, expect, test } from 'vitest';
import { checkForest } from './forest-check.ts';
import type { Forest } from './kernels.ts';

/** One tree: a split on feature 1, left a leaf, right a split into two leaves. */
const good: Forest = {
  features: 3,
  classes: 2,
  roots: Int32Array.of(0),
  depths: Int32Array.of(2),
  threshold: Float32Array.of(0.5, Infinity, 2, Infinity, Infinity),
  left: Int32Array.of(1, 1, 3, 3, 4),
  feature: Uint16Array.of(1, 0, 2, 0, 0),
  value: Float32Array.of(0, 0, 0.5, 0.5, 0, 0, 1, 0, 0, 1),
};

const cases: [name: string, change: Partial<Forest>, message: string][] = [
  ['no features', { features: 0 }, 'features must be a positive whole number, got 0'],
  ['half a class', { classes: 1.5 }, 'classes must be a positive whole number, got 1.5'],
  ['no trees', { roots: new Int32Array(0), depths: new Int32Array(0) }, 'it has no trees'],
  ['a depth too few', { depths: new Int32Array(0) }, '1 roots but 0 depths'],
  ['a left child too few', { left: good.left.slice(1) }, 'left children (4)'],
  ['a feature too few', { feature: good.feature.slice(1) }, 'features (4)'],
  ['a value too few', { value: good.value.slice(1) }, '10 values (9)'],
  ['a root outside', { roots: Int32Array.of(5) }, 'root of tree 0 is node 5 of 5'],
  ['a negative root', { roots: Int32Array.of(-1) }, 'root of tree 0 is node -1 of 5'],
  ['too small a depth', { depths: Int32Array.of(1) }, 'depth of tree 0 is given as 1, but is 2'],
  ['too large a depth', { depths: Int32Array.of(2147483647) }, 'given as 2147483647, but is 2'],
  ['a child outside', { left: Int32Array.of(1, 1, 4, 3, 4) }, 'children of node 2 are 4 and 5, expected within 3 … 4'],
  ['a negative child', { left: Int32Array.of(-1, 1, 3, 3, 4) }, 'children of node 0 are -1 and 0'],
  ['a child before its parent, and so a loop', { left: Int32Array.of(1, 1, 0, 3, 4) }, 'children of node 2 are 0 and 1'],
  ['a child of two parents, and so no tree', { left: Int32Array.of(1, 2, 3, 3, 4), threshold: Float32Array.of(0.5, 0.5, 2, Infinity, Infinity) }, 'node 3 is a child of node 1 and of another one'],
  ['a leaf with a threshold', { threshold: Float32Array.of(0.5, 7, 2, Infinity, Infinity) }, 'leaf 1 has threshold 7'],
  ['a threshold that is not a number', { threshold: Float32Array.of(NaN, Infinity, 2, Infinity, Infinity) }, 'threshold of node 0 is NaN'],
  ['a feature outside', { feature: Uint16Array.of(1, 0, 3, 0, 0) }, 'node 2 looks at feature 3 of 3'],
  ['a leaf with a feature outside', { feature: Uint16Array.of(1, 9, 2, 0, 0) }, 'node 1 looks at feature 9 of 3'],
  ['a leaf without a value', { value: Float32Array.of(0, 0, 0.5, NaN, 0, 0, 1, 0, 0, 1) }, 'value 1 of leaf 1 is NaN'],
];

describe('a forest from a file', () => {
  test('passes if every walk ends', () => {
    checkForest({ ...good });
    checkForest({ ...good, value: good.value.map((value, i) => (i < 2 ? NaN : value)) }); // only leaves are read
  });

  test.each(cases)('is refused for %s', (_, change, message) => {
    expect(() => checkForest({ ...good, ...change })).toThrow(RangeError);
    expect(() => checkForest({ ...good, ...change })).toThrow(message);
  });
});
