import { expect, test } from 'vitest';
import { Random } from './random.ts';

const numbers = (seed: number, index: number, count = 1000): number[] => {
  const random = new Random();
  random.start(seed, index);
  return Array.from({ length: count }, () => random.word());
};

test('seed and index determine the numbers, each of both changes them', () => {
  expect(numbers(1, 2)).toEqual(numbers(1, 2));
  expect(numbers(1, 3)).not.toEqual(numbers(1, 2));
  expect(numbers(2, 2)).not.toEqual(numbers(1, 2));
  expect(numbers(1, 2 + 2 ** 32)).not.toEqual(numbers(1, 2));
});

test('numbers of neighbouring inputs are spread evenly, the first ones too', () => {
  const random = new Random();
  const counts = new Array<number>(16).fill(0);
  for (let index = 0; index < 16_000; index++) {
    random.start(7, index);
    counts[random.below(16)]!++;
  }
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('below, between and small keep within their bounds and reach them', () => {
  const random = new Random();
  random.start(1, 1);
  const seen = Array.from({ length: 2000 }, () => [random.below(3), random.between(5, 7), random.small(2)]);
  for (const [column, values] of [[0, [0, 1, 2]], [1, [5, 6, 7]], [2, [0, 1, 2]]] as const) {
    expect([...new Set(seen.map((row) => row[column]))].sort()).toEqual(values);
  }
});
