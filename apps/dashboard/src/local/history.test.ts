import type { EndEvent, VerdictEvent } from '@tunnelscope/detector/live/event';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import { expect, test } from 'vitest';
import { History } from './history.ts';

const flow = (number: number) => ({ number, a: { address: '10.0.0.1', port: 1 }, b: { address: '10.0.0.2', port: 2 }, protocol: 17 });
const verdict = (of: number, number: number, since: number): VerdictEvent => ({
  kind: 'verdict', flow: flow(of), number, time: since, since, before: null, cause: 'first',
  verdict: { verdict: 'live', subtype: 'broadcast', probability: 1, likely: 'live', probabilities: { live: 1, vod: 0, other: 0 } },
});
const end = (of: number, number: number, reason: EndEvent['reason']): EndEvent => ({ kind: 'end', flow: flow(of), number, time: 9, last: {} as LiveFlow, reason });
const ended = (history: History) => history.ended.map((event) => event.flow.number);

test('flows stay for a while after their end', () => {
  const history = new History(10);
  history.add([verdict(1, 0, 500), end(1, 1, 'idle')], 1000);
  expect([ended(history), history.sinceOf(1), history.eventsOf(1).length]).toEqual([[1], 500, 2]);
  expect(history.pass(10_999)).toBe(false);
  expect(history.pass(11_000)).toBe(true);
  expect([ended(history), history.sinceOf(1), history.eventsOf(1)]).toEqual([[], null, []]);
});

test('with the capture they stay for good', () => {
  const history = new History(10);
  history.add([end(1, 0, 'capture ended')], 0);
  expect(history.pass(1e9)).toBe(false);
  expect([history.over, ended(history)]).toEqual([true, [1]]);
});

test('however many end at once, no more than five hundred are kept', () => {
  const history = new History(10);
  history.add(Array.from({ length: 700 }, (_, i) => end(i, 0, 'evicted')), 0);
  expect([ended(history).length, ended(history)[0]]).toEqual([500, 200]);
});

test('a flow that comes again has nothing of the one before; a client that turns round has no verdict', () => {
  const history = new History(10);
  history.add([verdict(1, 0, 500), end(1, 1, 'idle'), verdict(1, 0, 900)], 0);
  expect([ended(history), history.sinceOf(1), history.eventsOf(1).length]).toEqual([[], 900, 1]);
  history.add([{ kind: 'client', flow: flow(1), number: 1, time: 950, client: 'b' }], 0);
  expect(history.sinceOf(1)).toBeNull();
});

test('the last fifty events are kept, in an array that does not change any more', () => {
  const history = new History(10);
  for (let i = 0; i < 60; i++) history.add([verdict(1, i, i)], 0);
  const events = history.eventsOf(1);
  history.add([verdict(1, 60, 60)], 0);
  expect([events.length, events[0]!.number, history.eventsOf(1).length, history.eventsOf(1)[0]!.number]).toEqual([50, 10, 50, 11]);
});
