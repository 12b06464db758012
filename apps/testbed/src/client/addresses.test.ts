import { expect, test } from 'vitest';
import type { AudioActivity, VideoActivity } from '../plan/condition.ts';
import { PAIR } from '../plan/conditions.fixture.ts';
import { audioPath, videoPath } from './addresses.ts';

const [live, vod] = PAIR.map(({ activity }) => activity as VideoActivity);

test.each(['hls', 'll-hls', 'dash-number', 'dash-timeline', 'll-dash'] as const)('partners ask for %s at the same address', (protocol) => {
  expect(videoPath({ ...live!, protocol })).toBe(videoPath({ ...vod!, protocol }));
});

test('protocols have addresses of their own, and so has radio', () => {
  const radio: AudioActivity = { kind: 'audio', live: true, protocol: 'stream', kbit: 64 };
  expect(audioPath(radio)).toBe(audioPath({ ...radio, live: false }));
  const paths = [...(['hls', 'll-hls', 'dash-number', 'dash-timeline', 'll-dash'] as const).map((protocol) => videoPath({ ...live!, protocol })), audioPath(radio), audioPath({ ...radio, protocol: 'hls' })];
  expect(new Set(paths).size).toBe(7);
});
