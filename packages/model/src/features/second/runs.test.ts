import { expect, test } from 'vitest';
import { shareInRuns } from './runs.ts';

test.each([
  [[1, 1, 1, 0], 3, 0.75],
  [[1, 1, 0, 1], 3, 0],
  [[0, 1, 1, 1], 3, 0.75],
  [[1, 1, 0, 0, 1, 1, 1, 0, 1, 0], 2, 0.5],
  [[0, 0], 1, 0],
  [[], 1, 1],
])('%j in runs of %i', (flags, least, share) => {
  expect(shareInRuns(Uint8Array.from(flags), least)).toBe(share);
});
