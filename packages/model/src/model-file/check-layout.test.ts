import type { Forest } from '@tunnelscope/core/kernels';
import { expect, test } from 'vitest';
import { checkLayout } from './check-layout.ts';

/** Two trees: a leaf, and a split whose right child splits again. */
const forest: Forest = {
  features: 3,
  classes: 2,
  roots: Int32Array.of(0, 1),
  depths: Int32Array.of(0, 2),
  threshold: Float32Array.of(Infinity, 1, Infinity, 2, Infinity, Infinity),
  left: Int32Array.of(0, 2, 2, 4, 4, 5),
  feature: Uint16Array.of(0, 2, 0, 1, 0, 0),
  value: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0),
};

test('takes a forest that is laid out as it should be', () => {
  expect(() => checkLayout(forest)).not.toThrow();
});

test.each([
  ['a child beyond the end', 'left', 3, 6, 'tree 1, node 3, left child: expected 4, found 6'],
  ['a cycle', 'left', 3, 1, 'tree 1, node 3, left child: expected 4, found 1'],
  ['a split without children', 'feature', 2, 1, 'tree 1, node 2, feature of a leaf: expected 0, found 1'],
  ['a feature that is not there', 'feature', 1, 3, 'tree 1, node 1, feature: expected one below 3, found 3'],
  ['a threshold that is no number', 'threshold', 3, NaN, 'tree 1, node 3, threshold: expected a finite number, found NaN'],
  ['an infinite threshold', 'threshold', 1, -Infinity, 'threshold: expected a finite number, found -Infinity'],
  ['a leaf with a threshold', 'threshold', 0, 5, 'tree 0, node 0, threshold of a leaf: expected Infinity, found 5'],
  ['a leaf value that is no number', 'value', 9, NaN, 'tree 1, node 4, class value: expected a finite number, found NaN'],
  ['a wrong depth', 'depths', 1, 1, 'tree 1, depth: expected 2, found 1'],
  ['a wrong root', 'roots', 1, 2, 'tree 0, end: expected 2, found 1'],
  ['a first root that is not 0', 'roots', 0, 1, 'tree 0, root: expected 0, found 1'],
  ['a leaf that splits', 'left', 0, 2, 'tree 0, node 0, left child: expected 1, found 2'],
] as const)('refuses %s', (_, column, index, value, message) => {
  const changed = { ...forest, [column]: forest[column].slice() };
  changed[column][index] = value;
  expect(() => checkLayout(changed)).toThrow(expect.objectContaining({ kind: 'corrupt', message: expect.stringContaining(message) }));
});

test('refuses columns of different lengths and a forest without trees', () => {
  expect(() => checkLayout({ ...forest, value: new Float32Array(11) })).toThrow('number of class values: expected 12, found 11');
  expect(() => checkLayout({ ...forest, threshold: new Float32Array(5) })).toThrow('number of thresholds');
  expect(() => checkLayout({ ...forest, feature: new Uint16Array(5) })).toThrow('number of features of nodes');
  expect(() => checkLayout({ ...forest, depths: new Int32Array(1) })).toThrow('number of depths');
  const empty = new Int32Array(0);
  expect(() => checkLayout({ ...forest, roots: empty, depths: empty })).toThrow('forest: expected a tree, found none');
});

test('refuses a tree that goes on in the next one', () => {
  const roots = Int32Array.of(0, 1, 4);
  expect(() => checkLayout({ ...forest, roots, depths: Int32Array.of(0, 2, 0) })).toThrow(
    'tree 1, node 4: expected a node below 4, found a child beyond the last node of the tree',
  );
});
