import { expect, test } from 'vitest';
import { minimise } from './minimise.ts';

test('what a failure does not need is taken out or set to zero', async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i);
  const fails = async (candidate: Uint8Array) => candidate.includes(77) && candidate.indexOf(200) > candidate.indexOf(77) + 1;
  expect([...(await minimise(bytes, fails))]).toEqual([77, 0, 200]);
});

test('an input that needs all its bytes stays as it is', async () => {
  const bytes = Uint8Array.of(1, 2, 3);
  expect([...(await minimise(bytes, async (candidate) => candidate.join() === '1,2,3'))]).toEqual([1, 2, 3]);
});
