import { expect, test } from 'vitest';
import { OWN_COLUMNS, WorkSpace } from './work-space.ts';

test('columns of one window lie beside each other, those of the next in the same place', () => {
  const space = new WorkSpace(64);
  const [time, size, down] = [space.f64(2).fill(1), space.u16(3).fill(2), space.u8(1).fill(3)];
  expect([[...time], [...size], [...down]]).toEqual([[1, 1], [2, 2, 2], [3]]);
  space.clear();
  expect(space.f64(2).buffer).toBe(time.buffer);
  expect(space.f64(2).byteOffset).toBe(16);
});

test('what does not fit is allocated, and leaves room for what does', () => {
  const space = new WorkSpace(64);
  const large = space.f64(9);
  expect([large.length, large.buffer.byteLength]).toEqual([9, 72]);
  expect(space.u32(16).buffer.byteLength).toBe(64);
  expect(space.bins(1).packetsUp.buffer.byteLength).toBe(8);
});

test('own columns share nothing', () => {
  expect(OWN_COLUMNS.f64(1).buffer).not.toBe(OWN_COLUMNS.f64(1).buffer);
  expect(OWN_COLUMNS.u8(0)).toHaveLength(0);
});
