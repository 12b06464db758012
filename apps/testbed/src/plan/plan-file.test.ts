import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PAIR, planOf, VOD } from './conditions.fixture.ts';
import { parsePlan, readPlan } from './plan-file.ts';

test('takes a plan with a pair and a condition alone', () => {
  const { conditions, final } = parsePlan(planOf([...PAIR, { ...VOD, id: 'alone' }], ['alone']), 'plan.json');
  expect(conditions.map(({ id }) => id)).toEqual(['p-live', 'p-vod', 'alone']);
  expect(final).toEqual(['alone']);
});

const [live, vod] = PAIR;
const activity = (change: object) => ({ ...VOD, activity: { ...VOD.activity, ...change } });

describe('refuses, with file and place,', () => {
  test.each([
    ['a wrong type', [{ ...VOD, seed: 'x' }], '$.conditions[0].seed: found "x", expected number'],
    ['a number that is too large', [{ ...VOD, link: { ...VOD.link, roundTripMilliseconds: 2000 } }], '$.conditions[0].link.roundTripMilliseconds: found 2000, expected at most 800'],
    ['a segment length that is not made', [activity({ segmentSeconds: 5 })], '$.conditions[0].activity.segmentSeconds: found 5, expected 2 or 4 or 6 or 10'],
    ['a word that is none of those known', [{ ...VOD, tunnel: { ...VOD.tunnel, kind: 'tor' } }], '$.conditions[0].tunnel.kind: found "tor", expected "none", "openvpn-udp", "openvpn-tcp", "wireguard", "ipsec"'],
    ['a name that nobody knows', [{ ...VOD, rung: 5 }], '$.conditions[0]: found rung, expected nothing of that name'],
    ['something that is missing', [{ ...VOD, link: undefined }], '$.conditions[0].link: found nothing, expected object'],
    ['the same id twice', [VOD, VOD], '$.conditions[1].id: found "vod" as in $.conditions[0], expected each id once'],
    ['half a pair', [live], '$.conditions[0].pair: found pair "p" in 1 condition, expected two'],
    ['three of a pair', [live, vod, { ...vod!, id: 'third' }], '$.conditions[2].pair: found pair "p" in 3 conditions, expected two'],
    ['partners that differ in more', [live, { ...vod!, seed: 8 }], '$.conditions[1].pair: found partners p-live and p-vod that do not differ in activity.live alone'],
    ['partners that are both live', [live, { ...live!, id: 'other' }], '$.conditions[1].pair: found partners p-live and other that do not differ'],
    ['a protocol that a player does not play', [activity({ protocol: 'dash-number' })], '$.conditions[0].activity.protocol: found "dash-number", expected "hls", "ll-hls" for hls.js (condition vod)'],
    ['OpenVPN without a cipher', [{ ...VOD, tunnel: { ...VOD.tunnel, kind: 'openvpn-tcp' } }], '$.conditions[0].tunnel.cipher: found null, expected a cipher for OpenVPN'],
    ['a distance to an edge that is not there', [activity({ behindSeconds: 20 })], '$.conditions[0].activity.behindSeconds: found 20, expected 0'],
    ['a jump forward in live', [activity({ live: true, viewer: [{ does: 'seek', at: 5, by: 10 }] })], '$.conditions[0].activity.viewer[0].does: found "seek", expected "pause"'],
    ['an action after the end', [activity({ viewer: [{ does: 'pause', at: 50, for: 10 }] })], '$.conditions[0].activity.viewer[0].at: found 50, expected less than durationSeconds, 20'],
    ['more than the title has', [{ ...activity({ startSeconds: 240 }), durationSeconds: 300 }], '$.conditions[0].activity.startSeconds: found 240, expected at most 230'],
    ['no conditions', [], '$.conditions: found [], expected at least 1 of them'],
  ])('%s', (_, conditions, message) => {
    expect(() => parsePlan(planOf(conditions as object[]), 'plan.json')).toThrow(`plan.json: ${message}`);
  });

  test('a part for the end that is not there, or is half a pair', () => {
    expect(() => parsePlan(planOf(PAIR, ['q']), 'plan.json')).toThrow('plan.json: $.final[0]: found "q", expected a pair');
    expect(() => parsePlan(planOf(PAIR, ['p-live']), 'plan.json')).toThrow('$.final[0]: found "p-live"');
  });

  test('what is no JSON, or not there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'testbed-plan-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'plan.json'), '{ "name": ');
    expect(() => readPlan(join(folder, 'plan.json'))).toThrow(/plan\.json: not JSON: /);
    expect(() => readPlan(join(folder, 'none.json'))).toThrow(/none\.json: cannot be read: ENOENT/);
  });
});
