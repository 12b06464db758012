import { expect, test } from 'vitest';
import { WorkQueue } from './work-queue.ts';

test('room is taken when it is reserved, and free again when it is given back or the item is done', () => {
  const queue = new WorkQueue<string>({ batches: 3, packets: 100 });
  expect([queue.reserve(60), queue.reserve(50), queue.reserve(40), queue.reserve(0), queue.reserve(0)]).toEqual([true, false, true, true, false]);
  expect([queue.batches, queue.packets, queue.ready]).toEqual([3, 100, false]);
  queue.release(40);
  queue.push('one', 60);
  expect([queue.batches, queue.packets, queue.ready]).toEqual([2, 60, true]);
  expect(queue.take(10, 1000)).toEqual(['one']);
  expect([queue.batches, queue.packets, queue.ready]).toEqual([2, 60, false]);
  queue.finish();
  expect([queue.batches, queue.packets]).toEqual([1, 0]);
});

test('one batch larger than all room finds some when nothing else waits', () => {
  const queue = new WorkQueue<string>({ batches: 3, packets: 100 });
  expect([queue.reserve(500), queue.reserve(1)]).toEqual([true, false]);
});

test('items come out in order, so many at a time', () => {
  const queue = new WorkQueue<number>({ batches: 1, packets: 1 });
  for (let i = 0; i < 5; i++) queue.force(i, 10);
  expect([queue.take(2, 1000), queue.take(5, 15), queue.take(5, 1000), queue.take(5, 1000)]).toEqual([[0, 1], [2, 3], [4], []]);
});
