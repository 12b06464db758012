import { expect, test } from 'vitest';
import type { HlsPlaylist } from './hls-playlist.ts';
import { pollTime } from './poll-time.ts';
import { type LightPlayer, PROFILES } from './profile.ts';

const playlist: HlsPlaylist = { ended: false, targetSeconds: 6, holdBackSeconds: null, map: null, segments: [{ sequence: 1, start: 0, seconds: 5, address: '' }] };
const last = { due: 10, sent: 10.2, answered: 10.5, meanSeconds: 0.3, changed: true };

test.each<[LightPlayer, number, number]>([
  ['light-hls.js', 15.2, 13.2],
  ['light-vhs', 15.5, 13.5],
  ['light-media3', 16.2, 13.2],
  ['light-streamlink', 16, 13],
  ['light-shaka', 16.2, 16.2],
])('%s asks again after a playlist that has changed, and after one that has not', (player, changed, same) => {
  expect(pollTime(PROFILES[player], playlist, last)).toBeCloseTo(changed, 9);
  expect(pollTime(PROFILES[player], playlist, { ...last, changed: false })).toBeCloseTo(same, 9);
});

test('nothing is asked for before the last answer is there', () => {
  expect(pollTime(PROFILES['light-hls.js'], playlist, { ...last, answered: 30 })).toBe(30);
});
