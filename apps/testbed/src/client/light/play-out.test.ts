import { expect, test } from 'vitest';
import { PlayOut } from './play-out.ts';

test('it plays at the speed of the clock once every track has something', () => {
  const out = new PlayOut(2, 60, 0);
  out.append(0, 64, 1);
  expect(out.advance(2)).toBe(60);
  out.append(1, 64, 3);
  expect(out.startupSeconds).toBe(3);
  expect(out.advance(5)).toBe(62);
  expect(out.ahead(0, 5)).toBe(2);
  expect(out.stalls).toBe(0);
});

test('a stall lasts from the end of what is ready until there is more', () => {
  const out = new PlayOut(1, 0, 0);
  out.append(0, 4, 0);
  expect(out.advance(6)).toBe(4);
  out.append(0, 8, 7);
  expect(out.advance(8)).toBe(5);
  expect([out.stalls, out.stallSeconds, out.playedSeconds]).toEqual([1, 3, 5]);
});

test('pauses and the wait after a seek are no stalls', () => {
  const out = new PlayOut(1, 0, 0);
  out.append(0, 10, 0);
  out.pause(2);
  expect(out.advance(20)).toBe(2);
  out.resume(20);
  expect(out.advance(22)).toBe(4);
  expect(out.seek(7, 22)).toBe(false);
  expect(out.seek(50, 22)).toBe(true);
  expect(out.advance(30)).toBe(50);
  out.append(0, 54, 30);
  expect(out.advance(31)).toBe(51);
  expect([out.stalls, out.stallSeconds, out.startupSeconds]).toEqual([0, 0, 0]);
});
