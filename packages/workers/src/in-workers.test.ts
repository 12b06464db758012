import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Counting } from './counting.fixture.ts';
import { inWorkers, type WorkersOptions } from './in-workers.ts';

const SCRIPT = new URL('./counting.fixture.ts', import.meta.url);
/** Far longer than a worker needs to do what it must not. */
const LONG_ENOUGH = 200; // ms

const numbers = () => new Int32Array(new SharedArrayBuffer(16));

function begin(tasks: readonly Counting[], options: Partial<WorkersOptions<Counting, number>> = {}) {
  return inWorkers<Counting, string, number>(SCRIPT, tasks, { threads: 2, data: numbers(), nameOf: ({ name }) => name, ...options });
}

async function collect(stream: AsyncIterable<string>): Promise<string[]> {
  const items: string[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

async function all(streams: AsyncIterable<AsyncIterable<string>>): Promise<string[][]> {
  const found: string[][] = [];
  for await (const stream of streams) found.push(await collect(stream));
  return found;
}

const named = (name: string, items: number): string[] => Array.from({ length: items }, (_, i) => `${name} ${i}`);

function release(shared: Int32Array, index: number): void {
  Atomics.store(shared, index, 1);
  Atomics.notify(shared, index);
}

test('results come in the order of the tasks, whichever is done first', async () => {
  const shared = numbers();
  const tasks: Counting[] = [{ name: 'a', items: 2, waitFor: 0 }, ...['b', 'c', 'd'].map((name) => ({ name, items: 1, count: 1 }))];
  const found = all(begin(tasks, { data: shared }));
  await expect.poll(() => shared[1]).toBe(3);
  release(shared, 0);
  expect(await found).toEqual([named('a', 2), named('b', 1), named('c', 1), named('d', 1)]);
});

test('more results than fit into a window all come', async () => {
  expect(await all(begin([{ name: 'a', items: 1000 }, { name: 'b', items: 0 }, { name: 'c', items: 700 }]))).toEqual([named('a', 1000), [], named('c', 700)]);
});

test('a task whose results are not taken waits', async () => {
  const shared = numbers();
  const found = all(begin([{ name: 'a', items: 0, waitFor: 0 }, { name: 'b', items: 5000, count: 1 }], { data: shared }));
  await expect.poll(() => shared[1]).toBe(255);
  await wait(LONG_ENOUGH);
  expect(shared[1]).toBe(255);
  release(shared, 0);
  expect(await found).toEqual([[], named('b', 5000)]);
});

test('behind a slow task only so many others are begun', async () => {
  const shared = numbers();
  const tasks: Counting[] = [{ name: 'slow', items: 0, waitFor: 0 }, ...Array.from({ length: 60 }, (_, i) => ({ name: String(i), items: 200, count: 1 }))];
  const found = all(begin(tasks, { data: shared }));
  await expect.poll(() => shared[1]).toBe(21 * 200);
  await wait(LONG_ENOUGH);
  expect(shared[1]).toBe(21 * 200);
  release(shared, 0);
  expect((await found).map(({ length }) => length)).toEqual([0, ...Array.from({ length: 60 }, () => 200)]);
});

test('what a task throws comes behind its results, and stops no other', async () => {
  const streams = begin([{ name: 'a', items: 3, ending: 'throws' }, { name: 'b', items: 1 }]);
  const first = (await streams.next()).value!;
  const items: string[] = [];
  await expect(async () => {
    for await (const item of first) items.push(item);
  }).rejects.toThrow(new RangeError('a went wrong'));
  expect(items).toEqual(named('a', 3));
  expect(await all(streams)).toEqual([named('b', 1)]);
});

test('a thread that dies is an error that names its task, and another takes its place', async () => {
  const streams = begin([{ name: 'a', items: 0, ending: 'exits' }, { name: 'b', items: 1 }], { threads: 1 });
  const first = (await streams.next()).value!;
  await expect(collect(first)).rejects.toMatchObject({ name: 'WorkerError', message: 'a: the thread that worked on it ended: exit code 7' });
  expect(await all(streams)).toEqual([named('b', 1)]);
});

test('a script that cannot be loaded is an error', async () => {
  const streams = inWorkers<string, string>(new URL('./nowhere.ts', SCRIPT), ['a'], { threads: 1, nameOf: (name) => name });
  await expect(all(streams)).rejects.toThrow(/^a: the thread that worked on it ended: .*nowhere\.ts/);
});

test('interrupted, the task whose turn it is ends in good order, and no other has results', async () => {
  const shared = numbers();
  const controller = new AbortController();
  const tasks: Counting[] = [{ name: 'a', items: 1, untilInterrupted: true }, { name: 'b', items: 1, count: 1 }, { name: 'c', items: 1 }];
  const found: string[] = [];
  for await (const stream of begin(tasks, { data: shared, interrupt: controller.signal })) {
    for await (const item of stream) {
      found.push(item);
      if (item !== 'a waits') continue;
      await expect.poll(() => shared[1]).toBe(1);
      controller.abort();
    }
  }
  expect(found).toEqual(['a 0', 'a waits', 'a interrupted']);
});

test('who leaves early ends all threads', async () => {
  const shared = numbers();
  const tasks = Array.from({ length: 40 }, (_, i): Counting => ({ name: String(i), items: 100, count: 0, ...(i > 0 && { waitFor: 1 }) }));
  for await (const stream of begin(tasks, { data: shared })) {
    await collect(stream);
    break;
  }
  release(shared, 1);
  await wait(LONG_ENOUGH);
  expect(shared[0]).toBe(100);
});

test('notes come with the index of their task', async () => {
  const notes: [number, number][] = [];
  await all(begin([{ name: 'a', items: 2 }, { name: 'b', items: 1 }], { onNote: (note, index) => notes.push([index, note]) }));
  expect(notes.toSorted(([a], [b]) => a - b)).toEqual([[0, 0], [0, 1], [1, 0]]);
});
