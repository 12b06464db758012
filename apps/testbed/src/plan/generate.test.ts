import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOf } from './difference.ts';
import { generatePlan } from './generate.ts';
import { ranges as schema, type Ranges } from './ranges.ts';

const VIDEO = {
  kind: 'video',
  protocol: { each: ['hls', 'dash-number'] },
  segmentSeconds: { each: [2, 6] },
  audio: { oneOf: ['muxed', 'separate'] },
  player: { each: ['hls.js', 'dash.js', 'shaka'] },
  bufferSeconds: null,
  title: { oneOf: [0, 1, 2] },
  topRung: 3,
  startSeconds: { between: [60, 240] },
  behindSeconds: 0,
  viewer: [],
};

const RANGES = {
  name: 'test',
  seed: 1,
  parts: { dsl: { downMbit: { between: [10, 50], log: true }, upMbit: 2, roundTripMilliseconds: { between: [10, 60], step: 5 }, jitterMilliseconds: 1, lossPercent: 0, lossBurst: 1, queueMilliseconds: 100, rateSteps: [], congestion: { oneOf: ['cubic', 'bbr'] } } },
  defaults: {
    durationSeconds: 120,
    background: { browseThinkSeconds: null, chatPerMinute: null, telemetrySeconds: null },
    origin: { paceMbit: null, paceBurstKilobytes: 0, firstByteMilliseconds: 10, signatureBytes: 1000, http: '2' },
    tunnel: { kind: 'wireguard', cipher: null, mtu: 1420, padding: null },
    link: { use: 'dsl' },
  },
  groups: [
    { name: 'pairs', pairs: true, times: 2, activity: VIDEO },
    { name: 'idle', times: 5, activity: { kind: 'idle' } },
  ],
};

function rangesWith(change: object): Ranges {
  return schema.parse({ ...RANGES, ...change });
}

test('the same ranges and seed give the same plan, another seed another one', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { plan } = generatePlan(rangesWith({ seed }), 'ranges.json');
      expect(generatePlan(rangesWith({ seed }), 'ranges.json').plan).toEqual(plan);
      expect(differenceOf(generatePlan(rangesWith({ seed: seed + 1 }), 'ranges.json').plan.conditions, plan.conditions)).not.toBeNull();
    }),
    { numRuns: 20 },
  );
});

test('every combination that exists is there as often as asked for, live and on demand; others are named', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { plan, leftOut } = generatePlan(rangesWith({ seed }), 'ranges.json');
      const counts = new Map<string, number>();
      for (const { activity } of plan.conditions) {
        if (activity.kind !== 'video') continue;
        const name = `${activity.player} ${activity.protocol} ${activity.segmentSeconds} ${activity.live}`;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      expect(counts.size).toBe(4 * 2 * 2);
      expect(new Set(counts.values())).toEqual(new Set([2]));
      expect(leftOut).toHaveLength(2);
      expect(leftOut.join()).toContain('"dash-number", expected "hls", "ll-hls" for hls.js');
    }),
    { numRuns: 20 },
  );
});

test('partners stand together and differ in liveness and name alone', () => {
  const { conditions } = generatePlan(rangesWith({}), 'ranges.json').plan;
  for (const [i, one] of conditions.entries()) {
    if (one.pair === null || conditions[i - 1]?.pair === one.pair) continue;
    const other = conditions[i + 1]!;
    expect([one, other].map(({ id }) => id).sort()).toEqual([`${one.pair}-live`, `${one.pair}-vod`]);
    const bare = [one, other].map((it) => ({ ...it, id: '', activity: { ...it.activity, live: null } }));
    expect(differenceOf(bare[0], bare[1])).toBeNull();
  }
});

test('choices are dealt evenly, and the groups stand among each other', () => {
  const { conditions } = generatePlan(rangesWith({}), 'ranges.json').plan;
  const bbr = conditions.filter(({ link, pair }) => pair !== null && link.congestion === 'bbr');
  expect(bbr).toHaveLength(16);
  const idle = conditions.flatMap(({ activity }, i) => (activity.kind === 'idle' ? [i] : []));
  expect(Math.min(...idle)).toBeLessThan(conditions.length / 5);
  expect(Math.max(...idle)).toBeGreaterThan((conditions.length * 4) / 5);
});

test('a group stays as it is when another one comes before it', () => {
  const idle = RANGES.groups[1]!;
  const alone = generatePlan(rangesWith({ groups: [idle] }), 'ranges.json').plan.conditions;
  const beside = generatePlan(rangesWith({}), 'ranges.json').plan.conditions.filter(({ activity }) => activity.kind === 'idle');
  expect(beside).toEqual(alone);
});

test('keeps a fifth of the pairs and single conditions for the end, whole pairs', () => {
  const { plan } = generatePlan(rangesWith({}), 'ranges.json');
  const units = new Set(plan.conditions.map(({ pair, id }) => pair ?? id));
  expect(units.size).toBe(21);
  expect([4, 5]).toContain(plan.final.length);
  expect(plan.final.every((name) => units.has(name))).toBe(true);
});

describe('refuses', () => {
  test.each([
    ['a part that is not there', { defaults: { ...RANGES.defaults, link: { use: 'fibre' } } }, 'ranges.json: group pairs: $.link.use: found "fibre", expected one of parts: dsl'],
    ['limits the wrong way round', { groups: [{ name: 'g', durationSeconds: { between: [9, 3] }, activity: { kind: 'idle' } }] }, 'group g: $.durationSeconds: found {"between":[9,3]}, expected'],
    ['an empty choice', { groups: [{ name: 'g', activity: { kind: { oneOf: [] } } }] }, 'group g: $.activity.kind: found {"oneOf":[]}, expected'],
    ['each within a choice', { groups: [{ name: 'g', activity: { oneOf: [{ each: [1] }] } }] }, 'found each within another choice'],
    ['a value that no condition may have', { groups: [{ name: 'g', durationSeconds: 5, activity: { kind: 'idle' } }] }, 'ranges.json: group g: drawn $.durationSeconds: found 5, expected at least 10'],
    ['an activity that nobody knows', { groups: [{ name: 'g', activity: { kind: 'games' } }] }, 'ranges.json: group g: drawn $.activity.kind: found "games", expected "video", "call", "audio", "browse", "download", "idle"'],
    ['a group that says nothing of what it does', { groups: [{ name: 'g' }] }, 'ranges.json: group g: found no activity, expected it in $.groups[0] or in $.defaults'],
    ['a group of which nothing exists', { groups: [{ name: 'g', activity: { ...VIDEO, live: true, player: 'hls.js', protocol: 'll-dash' } }] }, 'group g: found no combination that can be recorded'],
  ])('%s', (_, change, message) => {
    expect(() => generatePlan(rangesWith(change), 'ranges.json')).toThrow(message);
  });
});
