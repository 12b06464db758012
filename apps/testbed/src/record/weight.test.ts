import { expect, test } from 'vitest';
import { VOD } from '../plan/conditions.fixture.ts';
import type { Condition } from '../plan/condition.ts';
import { usesBrowser, weightOf } from './weight.ts';

const as = (activity: object, seed = 7): Condition => ({ ...VOD, seed, activity: { ...VOD.activity, ...activity } as Condition['activity'] });

test('a browser runs for its players, for calls and for half of the radio', () => {
  const radio = { kind: 'audio', live: true, protocol: 'hls', kbit: 64 };
  expect([as({}), as({ player: 'light-vhs' }), as({ kind: 'call', direction: 'receive', maxKbit: 900 }), as({ kind: 'browse', thinkSeconds: 5 })].map(usesBrowser)).toEqual([true, false, true, false]);
  expect([as({ ...radio, protocol: 'stream' }), as(radio, 6), as(radio, 7)].map(usesBrowser)).toEqual([true, true, false]);
});

test('what decodes weighs more than what does not, and what encodes most', () => {
  const weights = [as({ player: 'light-vhs' }), as({}), as({ kind: 'call', direction: 'receive', maxKbit: 900 }), as({ kind: 'call', direction: 'both', maxKbit: 900 })].map(weightOf);
  expect(weights).toEqual(weights.toSorted((a, b) => a - b));
  expect(new Set(weights).size).toBe(4);
});
