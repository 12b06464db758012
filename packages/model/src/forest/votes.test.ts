import { loadKernels } from '@tunnelscope/core';
import { ENGINES, type Forest } from '@tunnelscope/core/kernels';
import { expect, test } from 'vitest';
import { tree } from './tree.ts';
import { votes } from './votes.ts';

/** A forest of leaves alone: each tree votes for its class whatever the row. */
function voters(...classes: number[]): Forest {
  return {
    features: 1,
    classes: 3,
    roots: Int32Array.from(classes.keys()),
    depths: new Int32Array(classes.length),
    threshold: new Float32Array(classes.length).fill(Infinity),
    left: Int32Array.from(classes.keys()),
    feature: new Uint16Array(classes.length),
    value: Float32Array.from(classes.flatMap((vote) => [0, 1, 2].map((c) => (c === vote ? 1 : 0)))),
  };
}

test.each(ENGINES)('%s: the most votes win; of equals, the class that got there first', async (engine) => {
  const kernels = await loadKernels(engine);
  const winner = (...classes: number[]) => votes(voters(...classes), kernels, Float32Array.of(0))[0];
  expect(winner(2, 1, 1, 0)).toBe(1);
  expect(winner(0, 1, 1, 0)).toBe(1);
  expect(winner(1, 0, 0, 1)).toBe(0);
  expect(winner(2, 1, 0)).toBe(2);
});

test('one tree of a forest is a forest', () => {
  const forest: Forest = {
    features: 1,
    classes: 1,
    roots: Int32Array.of(0, 1),
    depths: Int32Array.of(0, 1),
    threshold: Float32Array.of(Infinity, 3, Infinity, Infinity),
    left: Int32Array.of(0, 2, 2, 3),
    feature: Uint16Array.of(0, 0, 0, 0),
    value: Float32Array.of(7, 0, 8, 9),
  };
  expect(tree(forest, 1)).toEqual({
    features: 1,
    classes: 1,
    roots: Int32Array.of(0),
    depths: Int32Array.of(1),
    threshold: Float32Array.of(3, Infinity, Infinity),
    left: Int32Array.of(1, 1, 2),
    feature: Uint16Array.of(0, 0, 0),
    value: Float32Array.of(0, 8, 9),
  });
  expect(() => tree(forest, 2)).toThrow('expected 0 to 1, found 2');
});
