import { expect, test } from 'vitest';
import { PacketQueue } from './packet-queue.ts';

function queued(flows: readonly number[]): PacketQueue {
  const queue = new PacketQueue();
  for (const [row, flow] of flows.entries()) queue.push(1000 + row, flow, 65_535 - row, row % 2);
  return queue;
}

test('gives back what was put in', () => {
  const queue = queued([7, 4_000_000_000]);
  expect([queue.time(1), queue.flow(1)]).toEqual([1001, 4_000_000_000]);
  const { time, size, fromA } = queue.gather(Uint32Array.of(0, 1, 0), 1, 3);
  expect([...time.subarray(0, 2)]).toEqual([1001, 1000]);
  expect([...size.subarray(0, 2)]).toEqual([65_534, 65_535]);
  expect([...fromA.subarray(0, 2)]).toEqual([1, 0]);
  queue.clear();
  expect(queue.byFlow()).toHaveLength(0);
});

test('a flow\'s packets are next to each other, in order of arrival', () => {
  expect(Array.from(queued([2, 0, 2, 1, 0, 2]).byFlow())).toEqual([1, 4, 3, 0, 2, 5]);
});

test('those of flows that share the low bits stay in order too, also when the queue has grown', () => {
  const flows = Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 13 * 2 ** 20 + (i % 3));
  const queue = queued(flows);
  const last = new Map<number, number>();
  const order = queue.byFlow();
  for (const row of order) {
    expect(row).toBeGreaterThan(last.get(flows[row]!) ?? -1);
    last.set(flows[row]!, row);
  }
  expect(new Set(order).size).toBe(flows.length);
});

test('gathers more rows than ever before', () => {
  const queue = queued(Array.from({ length: 10_000 }, () => 3));
  expect(queue.gather(queue.byFlow(), 0, 10_000).time[9999]).toBe(10_999);
});
