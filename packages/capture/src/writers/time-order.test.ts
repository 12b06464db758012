import { expect, test } from 'vitest';
import { flow, packetBatch, secondBatch } from '../../fixtures/batches.ts';
import type { CaptureBatch } from '../batch.ts';
import { inOrderOfTime } from './time-order.ts';

async function ordered(...batches: CaptureBatch[]): Promise<CaptureBatch[]> {
  async function* source() {
    yield* batches;
  }
  const found: CaptureBatch[] = [];
  for await (const batch of inOrderOfTime(source())) found.push(batch);
  return found;
}

test('packets of a second are sorted, equal times as they stand, across batches', async () => {
  const flows = [flow(0, '10.0.0.1:1', '10.0.0.2:2'), flow(1, '10.0.0.1:3', '10.0.0.2:4')];
  const batches = await ordered(
    packetBatch([[1000, 0, 1, 0, 1], [1900, 0, 2, 0, 1]], [flows[0]!]),
    packetBatch([[1000, 0, 3, 1, 0], [1500, 7, 4, 1, 1], [1500, 6, 5, 1, 1], [2000, 0, 6, 0, 1]], [flows[1]!], [1]),
    packetBatch([[1999, 0, 7, 0, 1]], [], [0]),
  );
  expect(batches.map((batch) => batch.kind === 'packets' && [...batch.size])).toEqual([[1, 3, 5, 4, 2], [6], [7]]);
  expect(batches[0]).toMatchObject({ count: 5, newFlows: flows, evictedFlows: [] });
  expect(batches.map(({ evictedFlows }) => evictedFlows)).toEqual([[], [1], [0]]);
});

test('what has no packets passes through in its place', async () => {
  const batches = [packetBatch([[1000, 0, 1, 0, 1]]), secondBatch([[1000, 0, 1, 1, 1, 1]]), packetBatch([], [], [0])];
  expect(await ordered(...batches)).toEqual(batches);
});

test('any number of flows may begin and end in one second', async () => {
  const flows = Array.from({ length: 300_000 }, (_, number) => flow(number, '10.0.0.1:1', '10.0.0.2:2'));
  const numbers = flows.map(({ number }) => number);
  const [batch] = await ordered(packetBatch([[1000, 0, 1, 0, 1]], flows, numbers));
  expect(batch!.newFlows).toHaveLength(300_000);
  expect(batch!.evictedFlows).toHaveLength(300_000);
});

test('of a second with very many packets so many are put in order at once as memory allows', async () => {
  const half = (size: number) => packetBatch(Array.from({ length: 300_000 }, () => [1000, 0, size, 0, 1]));
  const batches = await ordered(half(1), half(2));
  expect(batches.map((batch) => [batch.count, batch.kind === 'packets' && batch.size[0]])).toEqual([[300_000, 1], [300_000, 2]]);
});
