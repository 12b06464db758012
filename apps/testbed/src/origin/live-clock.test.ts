import { expect, test } from 'vitest';
import { HandClock } from './clock.fixture.ts';
import { liveEdge } from './live-clock.ts';

test('the edge stands until somebody asks, then moves with the clock', () => {
  const clock = new HandClock();
  const edge = liveEdge(100, clock);
  clock.advance(50);
  expect(edge.now()).toBe(100);
  clock.advance(2.5);
  expect(edge.now()).toBe(102.5);
  expect(edge.wallTime(102.5)).toBe(clock.now());
});

test('who waits for a place of the title is woken when it exists, even if a timer is early', async () => {
  const clock = new HandClock();
  const edge = liveEdge(100, { now: () => clock.now(), sleep: (milliseconds) => clock.sleep(milliseconds - 300) });
  let reached = false;
  const waiting = edge.reach(101).then(() => {
    reached = true;
  });
  clock.advance(0.8);
  await Promise.resolve();
  expect(reached).toBe(false);
  clock.advance(0.2);
  await waiting;
  await edge.reach(90);
});
