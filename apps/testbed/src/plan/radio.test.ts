import { expect, test } from 'vitest';
import type { AudioActivity } from './condition.ts';
import { radioOf } from './radio.ts';

const hls: AudioActivity = { kind: 'audio', live: true, protocol: 'hls', kbit: 64 };

test('the seed decides who listens and how it is cut, the same for live and on demand', () => {
  const radios = [0, 1, 2, 3, 4, 5].map((seed) => radioOf(hls, seed));
  expect(new Set(radios.map(({ player }) => player))).toEqual(new Set(['hls.js', 'light-hls.js']));
  expect(new Set(radios.map(({ segmentSeconds }) => segmentSeconds))).toEqual(new Set([4, 6, 10]));
  expect([0, 1, 2, 3, 4, 5].map((seed) => radioOf({ ...hls, live: false }, seed))).toEqual(radios);
});

test('a browser plays an endless answer, which has no segments', () => {
  expect(radioOf({ ...hls, protocol: 'stream' }, 1)).toEqual({ player: 'chromium', title: 1, segmentSeconds: null });
});
