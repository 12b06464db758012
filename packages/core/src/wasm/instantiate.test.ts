import { beforeAll, expect, test } from 'vitest';
import type { Exports } from './exports.ts';
import { compile, instantiate } from './instantiate.ts';

// The checked build must stop at exactly the errors that would corrupt memory in silence in the other one.

let checked: Exports;
let start: number;
let end: number;
beforeAll(async () => {
  checked = await instantiate(await compile('debug.wasm'));
  checked.memory.grow(1);
  start = checked.arenaStart();
  end = checked.memory.buffer.byteLength;
});

test('an array before, after or across the edge of the arena', () => {
  expect(() => checked.spikeGaps(start - 16, 2, start)).toThrow(/array begins before the arena in assembly\/arrays\.ts:\d+:\d+/);
  expect(() => checked.spikeGaps(start, 2, end)).toThrow('array ends after the arena');
  expect(() => checked.spikeGaps(end - 8, 3, start)).toThrow('array ends after the arena');
  expect(() => checked.autocorrelation(start, 0x7fffffff, 1, start, start)).toThrow('array ends after the arena');
});

test('an array that is not aligned, and a negative length', () => {
  expect(() => checked.autocorrelation(start + 4, 2, 1, start + 64, start + 128)).toThrow('array is not aligned');
  expect(() => checked.autocorrelation(start, -1, 1, start + 64, start + 128)).toThrow('negative length');
});

test('a write beyond an array that is too short', () => {
  const columnsByte = start + 4096;
  // Room for one peak where the series has two.
  new Int32Array(checked.memory.buffer, columnsByte, 14).set([1, ...Array.from({ length: 13 }, (_, i) => start + 8192 + 64 * i)]);
  new Float64Array(checked.memory.buffer, start, 5).set([0, 1, 0, 1, 0]);
  expect(() => checked.findPeaks(start, 5, -Infinity, 1, 1, -Infinity, columnsByte)).toThrow('write outside the array');
});

test('a node outside the forest, and a feature outside the row', () => {
  const forest = (below: number, feature: number) => {
    const nodesByte = start + 1024;
    new Int32Array(checked.memory.buffer, start, 9).set([2, 1, 1, 2, 0, start + 256, start + 512, nodesByte, start + 768]);
    new Int32Array(checked.memory.buffer, start + 256, 1).set([0]);
    new Int32Array(checked.memory.buffer, start + 512, 1).set([1]);
    new Int32Array(checked.memory.buffer, nodesByte, 2).set([0, below | ((32 * feature) << 16)]);
  };
  const evaluate = () => checked.evaluateForest(start, start + 2048, start + 2304, 1, start + 2560);
  forest(2, 0);
  expect(evaluate).toThrow('node outside the forest');
  forest(0, 2);
  expect(evaluate).not.toThrow();
  forest(1, 2);
  expect(evaluate).toThrow('read outside the array');
});

test('the release build has none of this', async () => {
  const release = await instantiate(await compile('release.wasm'));
  release.memory.grow(1);
  expect(() => release.spikeGaps(release.arenaStart() + 1, 2, release.arenaStart() + 65)).not.toThrow();
});
