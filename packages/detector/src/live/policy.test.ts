import { expect, test } from 'vitest';
import { VerdictPolicy, type WindowOutcome } from './policy.ts';
import type { VerdictRule } from '@tunnelscope/model/verdict-rule';

const T0 = 1_600_000_000_000;

const risk = { live: 0.1, vod: 0.1, other: 0.1 };
/** What parts for 10, 30 and 60 s want: the shorter, the surer. */
const RULES: readonly (readonly [number, VerdictRule])[] = [
  [60, { least: { live: 0.5, vod: 0.5, other: 0 }, risk }],
  [30, { least: { live: 0.7, vod: 0.75, other: 0 }, risk }],
  [0, { least: { live: 0.85, vod: 0.9, other: 0 }, risk }],
];

/** A window that ends so many seconds after T0. */
function window(end: number, seconds: number, live: number, doubtful = false): WindowOutcome {
  const [, rule] = RULES.find(([from]) => seconds >= from)!;
  return { start: T0 + 1000 * (end - seconds), end: T0 + 1000 * end, outcomes: Float64Array.of(live, 1 - live, 0, 0, 0), rule, doubtful };
}

/** A policy that has seen a minute and a half of one kind. */
function settled(live: number): VerdictPolicy {
  const policy = new VerdictPolicy();
  for (const end of [10, 20, 30, 40, 50, 60]) policy.rule(window(end, end, live));
  for (const end of [75, 90]) policy.rule(window(end, 60, live));
  return policy;
}

test.each([
  [10, 0.84, null], [10, 0.86, 'live'], [10, 0.11, null], [10, 0.09, 'vod'],
  [30, 0.69, null], [30, 0.71, 'live'], [30, 0.26, null], [30, 0.24, 'vod'],
  [60, 0.49, 'vod'], [60, 0.51, 'live'],
])('a first verdict from %i s at %f: %s', (seconds, live, expected) => {
  const ruling = new VerdictPolicy().rule(window(seconds, seconds, live));
  expect(ruling?.verdict.verdict ?? null).toBe(expected);
  if (ruling) expect(ruling).toMatchObject({ cause: 'first', since: T0 });
});

test('traffic unlike any in training gets no first verdict', () => {
  const policy = new VerdictPolicy();
  expect(policy.rule(window(60, 60, 0.99, true))).toBeNull();
  expect(policy.rule(window(75, 60, 0.7, false))?.verdict.verdict).toBe('live');
});

test('one contradicting window changes nothing, and is forgotten', () => {
  const policy = settled(0.9);
  for (let end = 105; end < 400; end += 30) {
    expect(policy.rule(window(end, 60, 0))).toBeNull();
    expect(policy.rule(window(end + 15, 60, 1))).toBeNull();
    expect(policy.current?.verdict).toBe('live');
    for (let i = 0; i < 3; i++) policy.rule(window(end + 15, 60, 1));
  }
});

test('windows that keep contradicting are a change of content, since about the middle of the first', () => {
  const policy = settled(1);
  const rulings = [105, 120, 135, 150].map((end) => policy.rule(window(end, 60, 0)));
  const at = rulings.findIndex((ruling) => ruling !== null);
  expect(rulings[at]).toMatchObject({ cause: 'change of content', verdict: { verdict: 'vod' } });
  expect(rulings[at]!.since).toBeGreaterThanOrEqual(T0 + 75_000);
  expect(rulings[at]!.since).toBeLessThanOrEqual(T0 + 105_000);
  expect(rulings.filter((ruling) => ruling !== null)).toHaveLength(1);
});

test('within the first minute a longer look corrects a verdict', () => {
  const policy = new VerdictPolicy();
  policy.rule(window(10, 10, 0.95));
  expect(policy.rule(window(20, 20, 0.1))).toBeNull();
  expect(policy.rule(window(30, 30, 0.1))).toMatchObject({ cause: 'correction', since: T0, verdict: { verdict: 'vod' } });
});

test('after a pause the verdict stands until the new sitting contradicts it', () => {
  const policy = settled(0.9);
  policy.restart();
  expect([policy.current?.verdict, policy.belief]).toEqual(['live', null]);
  expect(policy.rule(window(1010, 10, 0.1))).toBeNull();
  expect(policy.rule(window(1020, 20, 0.1))).toMatchObject({ cause: 'change of content', since: T0 + 1_000_000, verdict: { verdict: 'vod' } });
});

test('what was forgotten counts for nothing', () => {
  const policy = settled(0.9);
  policy.forget();
  expect([policy.current, policy.belief]).toEqual([null, null]);
  expect(policy.rule(window(100, 60, 0.1))).toMatchObject({ cause: 'first', verdict: { verdict: 'vod' } });
});

test('a minute after a pause, a change is dated again by the windows that turned', () => {
  const policy = settled(0.9);
  policy.restart();
  for (const end of [210, 220, 260]) policy.rule(window(end, end - 200, 0.9));
  for (const end of [275, 290]) expect(policy.rule(window(end, 60, 0.9))).toBeNull();
  const rulings = [305, 320, 335, 350, 365].map((end) => policy.rule(window(end, 60, 0)));
  const changed = rulings.find((ruling) => ruling !== null)!;
  expect(changed).toMatchObject({ cause: 'change of content', verdict: { verdict: 'vod' } });
  const first = rulings.indexOf(changed) - 1;
  expect(changed.since).toBe(T0 + 1000 * (305 + 15 * first - 30));
});

test('less certain of the same is no contradiction, and the probability says so', () => {
  const policy = new VerdictPolicy();
  policy.rule(window(10, 10, 0.9));
  for (const end of [12, 14, 16, 18]) expect(policy.rule(window(end, end, 0.6))).toBeNull();
  expect(policy.current).toMatchObject({ verdict: 'live', subtype: 'broadcast', probability: 0.6 });
  for (const end of [19, 20]) policy.rule(window(end, end, 0.4));
  expect(policy.current).toMatchObject({ verdict: 'unknown', likely: 'vod' });
});

test('a window that speaks for two things is no contradiction, but dates the change that follows it', () => {
  const policy = new VerdictPolicy();
  policy.rule(window(60, 60, 0.1));
  expect(policy.waver({ start: T0 + 15_000, end: T0 + 75_000 })).toBe(true);
  expect(policy.current?.verdict).toBe('vod');
  for (const end of [90, 105, 120, 135]) {
    const ruling = policy.rule(window(end, 60, 0.99));
    if (ruling) {
      expect(ruling).toMatchObject({ cause: 'change of content', since: T0 + 45_000 });
      return;
    }
  }
  expect.unreachable('the change was not noticed');
});

test('traffic that goes on speaking for two things is no change of content: nothing is said of it', () => {
  const policy = new VerdictPolicy();
  policy.rule(window(60, 60, 0.1));
  const wavers = [75, 90, 105, 120, 135, 150].map((end) => policy.waver({ start: T0 + 1000 * (end - 60), end: T0 + 1000 * end }));
  expect(wavers).toEqual([true, true, true, true, false, false]);
  policy.rule(window(135, 60, 0.1, true));
  expect(policy.current?.verdict).toBe('vod');
  policy.rule(window(150, 60, 0.6, true));
  expect(policy.rule(window(165, 60, 0.7, true)) ?? policy.rule(window(180, 60, 0.8, true))).toMatchObject({ verdict: { verdict: 'unknown' } });
  policy.rule(window(195, 60, 0.9));
  expect(policy.waver({ start: T0, end: T0 })).toBe(true);
});
