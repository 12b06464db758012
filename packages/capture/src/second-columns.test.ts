import { expect, test } from 'vitest';
import { SecondColumns } from './second-columns.ts';

test('a full batch is ready at once, the rest after a flush, and arrays are not used twice', () => {
  const columns = new SecondColumns(2);
  for (let row = 1; row <= 3; row++) columns.add(1000 * row, row, 10 * row, 20 * row, 30 * row, 40 * row);
  expect([columns.ready.length, columns.waiting]).toEqual([1, 1]);
  columns.flush();
  expect(columns.ready[0]).toMatchObject({ kind: 'seconds', count: 2, time: Float64Array.of(1000, 2000), bytesFromA: Float64Array.of(10, 20) });
  expect(columns.ready[1]).toEqual({
    kind: 'seconds',
    count: 1,
    time: Float64Array.of(3000),
    flow: Uint32Array.of(3),
    bytesFromA: Float64Array.of(30),
    bytesFromB: Float64Array.of(60),
    packetsFromA: Float64Array.of(90),
    packetsFromB: Float64Array.of(120),
    newFlows: [],
    evictedFlows: [],
  });
});
