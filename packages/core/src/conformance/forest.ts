import { expect, test } from 'vitest';
import type { Forest, Kernels } from '../kernels.ts';

/** Two trees: x[0] ≤ 0.5 ? (x[1] ≤ −1 ? A : B) : C, and a lone leaf. */
export const forest: Forest = {
  features: 2,
  classes: 2,
  roots: Int32Array.of(0, 5),
  depths: Int32Array.of(2, 0),
  threshold: Float32Array.of(0.5, -1, Infinity, Infinity, Infinity, Infinity),
  left: Int32Array.of(1, 3, 2, 3, 4, 5),
  feature: Uint16Array.of(0, 1, 0, 0, 0, 0),
  value: Float32Array.of(9, 9, 9, 9, 0, 1, 1, 0, 0.25, 0.75, 0.5, 0.5),
};

export function forestConforms(kernels: () => Kernels): void {
  const evaluate = (...features: number[]) => [...kernels().evaluateForest(forest, Float32Array.from(features))];

  test('means the leaves of all trees', () => {
    expect(evaluate(0, -2)).toEqual([0.75, 0.25]);
    expect(evaluate(0, 0)).toEqual([0.375, 0.625]);
    expect(evaluate(1, 0)).toEqual([0.25, 0.75]);
  });

  test('x equal to the threshold goes left, infinities go to their ends', () => {
    expect(evaluate(0.5, -1)).toEqual([0.75, 0.25]);
    expect(evaluate(0.5, -1 + 2 ** -24)).toEqual([0.375, 0.625]);
    expect(evaluate(Infinity, Infinity)).toEqual([0.25, 0.75]);
    expect(evaluate(-Infinity, -Infinity)).toEqual([0.75, 0.25]);
  });

  test('evaluates any number of rows, each as if alone', () => {
    for (const rows of [0, 1, 7, 8, 9, 16, 23]) {
      const features = Float32Array.from({ length: 2 * rows }, (_, i) => ((i * 37) % 11) / 5 - 1.2);
      const alone = Array.from({ length: rows }, (_, row) => evaluate(features[2 * row]!, features[2 * row + 1]!));
      expect([...kernels().evaluateForest(forest, features)]).toEqual(alone.flat());
    }
  });

  test('adds the trees in their order, also eight at a time', () => {
    // In any other order the small values would be lost in, or saved from, the large one's rounding.
    const leaves = [2 ** 53, 1, 1, 1, -(2 ** 53), 1, 1, 1, 1, 1, 1];
    const leafForest: Forest = {
      features: 1,
      classes: 1,
      roots: Int32Array.from(leaves, (_, i) => i),
      depths: new Int32Array(leaves.length),
      threshold: new Float32Array(leaves.length).fill(Infinity),
      left: Int32Array.from(leaves, (_, i) => i),
      feature: new Uint16Array(leaves.length),
      value: Float32Array.from(leaves),
    };
    expect([...kernels().evaluateForest(leafForest, Float32Array.of(0))]).toEqual([6 / 11]);
    expect([...kernels().evaluateForest(leafForest, new Float32Array(8))]).toEqual(new Array(8).fill(6 / 11));
  });

  test('keeps forests apart', () => {
    const other: Forest = { ...forest, value: forest.value.map((value) => 1 - value) };
    evaluate(0, 0);
    expect([...kernels().evaluateForest(other, Float32Array.of(0, 0))]).toEqual([0.625, 0.375]);
    expect(evaluate(0, 0)).toEqual([0.375, 0.625]);
  });

  test('takes more features than most forests have, −0 as 0 and infinite thresholds', () => {
    const wide: Forest = {
      features: 5000,
      classes: 3,
      roots: Int32Array.of(0),
      depths: Int32Array.of(2),
      threshold: Float32Array.of(-0, -Infinity, Infinity, Infinity, Infinity),
      left: Int32Array.of(1, 3, 2, 3, 4),
      feature: Uint16Array.of(4999, 2500, 0, 0, 0),
      value: Float32Array.from({ length: 15 }, (_, i) => i),
    };
    const row = (last: number, middle: number) => Float32Array.from({ length: 5000 }, (_, i) => (i === 4999 ? last : i === 2500 ? middle : 9));
    const evaluated = (features: Float32Array) => [...kernels().evaluateForest(wide, features)];
    expect(evaluated(row(0, -Infinity))).toEqual([9, 10, 11]);
    expect(evaluated(row(-1, -3e38))).toEqual([12, 13, 14]);
    expect(evaluated(row(1e-45, 0))).toEqual([6, 7, 8]);
    const nine = Float32Array.from({ length: 9 * 5000 }, (_, i) => (i % 5000 === 4999 ? (i < 5000 ? 1 : -1) : 0));
    expect(evaluated(nine)).toEqual([6, 7, 8, ...new Array<number[]>(8).fill([12, 13, 14]).flat()]);
  });
}
