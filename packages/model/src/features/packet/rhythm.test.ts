import { loadKernels } from '@tunnelscope/core';
import { expect, test } from 'vitest';
import { oneWay } from './one-way.ts';
import { measureRhythm } from './rhythm.ts';

const kernels = await loadKernels('typescript');
const measure = (time: number[], size: number[], seconds: number) => {
  const window = { time: Float64Array.from(time), size: Uint16Array.from(size), down: new Uint8Array(time.length).fill(1), seconds };
  return measureRhythm(window, oneWay(window, 1), 1000, kernels);
};

test('small packets end no gap, the window\'s edges do', () => {
  const rhythm = measure([1, 3, 5, 5.5], [1000, 500, 501, 40], 10);
  expect(rhythm.longestGap).toBe(5);
  expect(rhythm.silentShare).toBe(0.9);
  expect(rhythm.timeWeightedGap).toBe((1 + 16 + 25) / 10);
});

test('a gap of two seconds is not yet a silence', () => {
  expect(measure([2, 4.001], [1000, 1000], 5).silentShare).toBeCloseTo(2.001 / 5, 12);
});

test('seconds and half seconds vary on their own', () => {
  const rhythm = measure([0.1, 1.1, 2.1, 3.1], [1000, 1000, 1000, 1000], 4);
  expect(rhythm.cvSecond).toBe(0);
  expect(rhythm.cvHalfSecond).toBe(1);
  expect(rhythm.idleShare).toBe(0);
});

test('a second below 5 % of the mean one is idle', () => {
  expect(measure([0.5, 1.5, 2.5, 3.5], [1000, 20, 1000, 60], 4).idleShare).toBe(0.25);
});

test('the rest of a window that is no whole number of bins counts from half a bin on', () => {
  expect(measure([0.5, 1.5, 2.55], [1000, 1000, 1000], 2.6).cvSecond).toBe(0);
  expect(measure([0.5, 1.5, 2.35], [1000, 1000, 5000], 2.4).cvSecond).toBe(0);
});
