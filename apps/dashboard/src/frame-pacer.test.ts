import type { WallClock } from '@tunnelscope/detector/live/clock';
import { expect, test } from 'vitest';
import { FramePacer } from './frame-pacer.ts';

test('the first frame is drawn at once, those asked for too soon are drawn as one', async () => {
  let now = 0;
  const sleeps: { readonly until: number; readonly wake: () => void }[] = [];
  const clock: WallClock = { now: () => now, sleep: (milliseconds) => new Promise((wake) => sleeps.push({ until: now + milliseconds, wake })) };
  let frames = 0;
  let takes = 0;
  const stop = new AbortController();
  const pacer = new FramePacer(clock, stop.signal, () => {
    frames++;
    now += takes;
  });
  pacer.ask();
  expect(frames).toBe(1);
  for (now = 1; now < 125; now++) pacer.ask();
  expect([frames, sleeps.length, sleeps[0]!.until]).toEqual([1, 1, 125]);
  now = 125;
  sleeps[0]!.wake();
  await Promise.resolve();
  expect(frames).toBe(2);
  now = 250;
  takes = 20;
  pacer.ask();
  expect(frames).toBe(3);
  // Twenty are eight per cent of 250.
  pacer.ask();
  expect(sleeps[1]!.until).toBe(500);
  stop.abort();
  sleeps[1]!.wake();
  await Promise.resolve();
  expect(frames).toBe(3);
});
