import { expect, test } from 'vitest';
import { PacketColumns } from './packet-columns.ts';

const FLOW = { number: 0, a: { address: 'a', port: 1 }, b: { address: 'b', port: 2 }, protocol: 17 };

test('a full batch is ready at once, the rest after a flush', () => {
  const columns = new PacketColumns(2);
  columns.addFlow(FLOW);
  for (let time = 1; time <= 3; time++) columns.add(time, 10 * time, 100 * time, 0, time & 1);
  expect([columns.ready.length, columns.waiting]).toEqual([1, 1]);
  columns.flush();
  columns.flush();
  expect(columns.waiting).toBe(0);
  expect(columns.ready).toEqual([
    {
      kind: 'packets',
      count: 2,
      time: Float64Array.of(1, 2),
      nanoseconds: Uint32Array.of(10, 20),
      size: Uint16Array.of(100, 200),
      flow: Uint32Array.of(0, 0),
      fromA: Uint8Array.of(1, 0),
      newFlows: [FLOW],
      evictedFlows: [],
      tunnels: [],
    },
    {
      kind: 'packets',
      count: 1,
      time: Float64Array.of(3),
      nanoseconds: Uint32Array.of(30),
      size: Uint16Array.of(300),
      flow: Uint32Array.of(0),
      fromA: Uint8Array.of(1),
      newFlows: [],
      evictedFlows: [],
      tunnels: [],
    },
  ]);
});

test('what comes later never writes into a batch that is out', () => {
  const columns = new PacketColumns(2);
  columns.add(1, 0, 1, 0, 1);
  columns.flush();
  columns.add(2, 0, 2, 0, 1);
  columns.add(3, 0, 3, 0, 1);
  columns.add(4, 0, 4, 0, 1);
  columns.flush();
  expect(columns.ready.map((batch) => [...batch.time])).toEqual([[1], [2, 3], [4]]);
});

test('a packet of more than 65,535 bytes becomes several rows with the same sum', () => {
  const columns = new PacketColumns(2);
  columns.add(5, 6, 3 * 65_535 + 1, 0, 1);
  columns.add(7, 8, 65_535, 0, 1);
  columns.add(9, 0, 0, 0, 1);
  columns.flush();
  const rows = columns.ready.flatMap((batch) => (batch.kind === 'packets' ? [...batch.size] : []));
  expect(rows).toEqual([65_535, 65_535, 65_535, 1, 65_535, 0]);
});
