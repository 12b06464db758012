import { expect, test } from 'vitest';
import { flow } from '../../fixtures/batches.ts';
import { FlowEnds } from './flow-ends.ts';
import { createWriteStatistics } from './write-statistics.ts';

test('the places of flows that are over are used again', () => {
  const ends = new FlowEnds(createWriteStatistics());
  const { length } = ends.bytes;
  for (let number = 0; number < 10_000; number++) {
    ends.add(flow(number, '10.0.0.1:1', '10.0.0.2:2'));
    ends.forget(number - 5);
  }
  expect(ends.bytes.length).toBe(length);
  expect(new Set([9995, 9996, 9997, 9998, 9999].map((number) => ends.place(number))).size).toBe(5);
  expect(() => ends.place(9994)).toThrow('flow 9994');
});
