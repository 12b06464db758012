import { expect, test } from 'vitest';
import { ClientSide } from './client-side.ts';

test('the side that receives more is the client; until it is certain it may turn', () => {
  const side = new ClientSide(null);
  expect([side.look(10, 90), side.side, side.certain]).toEqual([false, 'a', false]);
  expect([side.look(100, 90), side.side, side.certain]).toEqual([true, 'b', false]);
  expect([side.look(100, 200_000), side.side, side.certain]).toEqual([true, 'a', false]);
});

test('certain from 1 MB on, if one direction is twice the other; then nothing turns it', () => {
  const side = new ClientSide(null);
  side.look(400_000, 600_000);
  expect(side.certain).toBe(false);
  side.look(400_000, 800_000);
  expect([side.side, side.certain]).toEqual(['a', true]);
  expect(side.look(10_000_000, 800_000)).toBe(false);
  expect(side.side).toBe('a');
});

test('a side that the caller names stands', () => {
  const side = new ClientSide('b');
  expect(side.look(0, 5_000_000)).toBe(false);
  expect([side.side, side.certain]).toEqual(['b', true]);
});
