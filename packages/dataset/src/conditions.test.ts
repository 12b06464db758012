import type { Verdict } from '@tunnelscope/model/verdict';
import { expect, test } from 'vitest';
import { conditionParts, surest } from './conditions.ts';
import { captureOf, LIVE, VOD } from './labelled-capture.fixture.ts';
import { windowsOf } from './labelled-window.ts';
import type { Manifest } from './manifest.ts';
import type { Prediction } from './predictions.ts';

const hls = { delivery: 'hls', player: 'light-hls.js', segment_s: '4', audio: 'separate', tunnel: 'wireguard', down_mbit: '20', rtt_ms: '600', background: 'browse:10s' };
const captures = [
  captureOf('a', 'live', LIVE, { ...hls, pair: '1' }), captureOf('b', 'vod', VOD, { ...hls, pair: '1' }),
  captureOf('c', 'live', LIVE, { delivery: 'dash-number', player: 'shaka', pair: '2' }), captureOf('d', 'vod', VOD, { delivery: 'll-dash', player: 'shaka', pair: '3' }),
  captureOf('e', 'vod', VOD, { player: 'shaka', delivery: 'hls', viewer: 'seek@5:-10', behind_s: '0' }), captureOf('f', 'live', LIVE, { player: 'shaka', delivery: 'hls', behind_s: '60', viewer: 'pause@5:9' }),
  captureOf('g', 'call', LIVE, { pair: '4', delivery: 'hls' }), captureOf('h', 'live', LIVE, { session: 's' }),
];
const verdict = (right: boolean, probability: number): Verdict => ({ verdict: right ? 'live' : 'vod', subtype: right ? 'broadcast' : null, probability, likely: right ? 'live' : 'vod', probabilities: { live: right ? probability : 1 - probability, vod: right ? 1 - probability : probability, other: 0 } });
const predictions = windowsOf(captures, 30).map((window): Prediction => ({ window, outcomes: Float64Array.of(1, 0, 0, 0, 0), ...verdict(true, 0.9) }));
const manifest = (name: string, files: readonly string[]): Manifest => ({ name, sha256: name.repeat(8), captures: captures.filter(({ file }) => files.includes(file)) });
const parts = (padded: readonly Prediction[] = [], manifests: readonly Manifest[] = []) =>
  conditionParts(captures, manifests, predictions, padded).map(({ condition, value, part, predictions: of }) => [condition, value, part, [...new Set(of.map(({ window }) => captures[window.capture]!.file))].join('')]);

test('matched pairs by delivery and part, those of HLS by what they differ in, and viewers who act', () => {
  expect(parts()).toEqual([
    ['delivery', 'HLS', 'all', 'ab'], ['delivery', 'HLS', 'start', 'ab'], ['delivery', 'HLS', 'middle', 'ab'],
    ['delivery', 'DASH, numbered', 'all', 'c'], ['delivery', 'DASH, numbered', 'start', 'c'], ['delivery', 'DASH, numbered', 'middle', 'c'],
    ['delivery', 'low latency DASH', 'all', 'd'], ['delivery', 'low latency DASH', 'start', 'd'], ['delivery', 'low latency DASH', 'middle', 'd'],
    ['all DASH', 'DASH', 'all', 'cd'],
    ['HLS, segments', '4 s', 'all', 'ab'], ['HLS, player', 'hls.js', 'all', 'ab'], ['HLS, audio', 'separate', 'all', 'ab'], ['HLS, tunnel', 'wireguard', 'all', 'ab'],
    ['HLS, link', 'satellite (500 ms and more)', 'all', 'ab'], ['HLS, beside it', 'browsing', 'all', 'ab'],
    ['viewer', 'seeks and pauses', 'all', 'e'], ['viewer', 'behind the live edge', 'all', 'f'],
  ]);
});

test('deliveries with padded packets, where these were judged', () => {
  const padded = conditionParts(captures, [], predictions, predictions.filter(({ window }) => window.capture < 2)).filter((part) => part.padded);
  expect(padded.map(({ condition, value, part, predictions: of }) => [condition, value, part, of.length])).toEqual([['delivery', 'HLS', 'all', 8]]);
});

test('of several manifests each, whatever its captures are', () => {
  expect(parts([], [manifest('m', ['a', 'g']), manifest('n', ['h'])]).slice(0, 2)).toEqual([['manifest', 'm mmmmmmmm', 'all', 'ag'], ['manifest', 'n nnnnnnnn', 'all', 'h']]);
  expect(parts([], [manifest('m', ['a', 'g'])]).some(([condition]) => condition === 'manifest')).toBe(false);
});

test('the surest are right more often', () => {
  const window = windowsOf(captures.slice(0, 1), 30)[0]!;
  const list = [0.95, 0.9, 0.8, 0.7, 0.6].map((probability, i): Prediction => ({ window, outcomes: Float64Array.of(1, 0, 0, 0, 0), ...verdict(i !== 2 && i !== 4, probability) }));
  expect(surest(list, [1, 0.8, 0.4, 0.1])).toEqual([3 / 5, 3 / 4, 1, null]);
  expect(surest([], [0.5])).toEqual([null]);
  const browsing = { ...window, outcome: 'other' as const };
  const other: Verdict = { verdict: 'other', subtype: null, probability: 0.9, likely: 'other', probabilities: { live: 0.05, vod: 0.05, other: 0.9 } };
  expect(surest([{ window: browsing, outcomes: Float64Array.of(0, 0, 0, 0, 1), ...other }], [1])).toEqual([1]);
  expect(surest([{ window: browsing, outcomes: Float64Array.of(1, 0, 0, 0, 0), ...verdict(true, 0.9) }], [1])).toEqual([0]);
});
