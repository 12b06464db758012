import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readyBatches } from './ready-batches.ts';

async function collected(items: AsyncGenerator<number, void, undefined>, most = 3): Promise<(number[] | string)[]> {
  const found: (number[] | string)[] = [];
  try {
    for await (const batch of readyBatches(items, most)) found.push(batch);
  } catch (error) {
    found.push((error as Error).message);
  }
  return found;
}

async function* numbers(count: number, failure?: string): AsyncGenerator<number, void, undefined> {
  for (let i = 0; i < count; i++) yield i;
  if (failure !== undefined) throw new Error(failure);
}

test('what comes at once stands together, not more than may', async () => {
  expect(await collected(numbers(7))).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
  expect(await collected(numbers(3))).toEqual([[0, 1, 2]]);
  expect(await collected(numbers(0))).toEqual([]);
});

test('nothing waits for what comes later', async () => {
  const slow = async function* () {
    yield 1;
    await sleep(20);
    yield 2;
  };
  expect(await collected(slow())).toEqual([[1], [2]]);
});

test('a failure comes after everything before it', async () => {
  expect(await collected(numbers(2, 'broken'))).toEqual([[0, 1], 'broken']);
  expect(await collected(numbers(3, 'broken'))).toEqual([[0, 1, 2], 'broken']);
});

test('who stops ends the items', async () => {
  let ended = false;
  const watched = async function* () {
    try {
      yield* numbers(10);
    } finally {
      ended = true;
    }
  };
  for await (const _ of readyBatches(watched(), 2)) break;
  expect(ended).toBe(true);
});
