import { expect, test } from 'vitest';
import type { VideoActivity } from '../../plan/condition.ts';
import { PAIR } from '../../plan/conditions.fixture.ts';
import { playerSettings } from './player-settings.ts';

const activity = (change: Partial<VideoActivity>): VideoActivity => ({ ...(PAIR[1].activity as VideoActivity), ...change });

test('without a wish the players keep their own buffers', () => {
  expect(playerSettings(activity({ player: 'hls.js' }))).toEqual({ config: { lowLatencyMode: false, startPosition: 100 }, topRung: 2 });
  expect(playerSettings(activity({ player: 'dash.js' }))).toEqual({ settings: { streaming: { buffer: {}, delay: {} } }, topRung: 2, startPosition: 100 });
  expect(playerSettings(activity({ player: 'shaka' }))).toEqual({ config: { manifest: {}, streaming: { lowLatencyMode: false } }, topRung: 2, startPosition: 100 });
});

test('a buffer, a distance to the edge and low latency are asked for in the words of each player', () => {
  const wish = { live: true, bufferSeconds: 15, behindSeconds: 40 };
  expect(playerSettings(activity({ ...wish, player: 'hls.js' }))).toMatchObject({ config: { maxBufferLength: 15, maxMaxBufferLength: 15, liveSyncDuration: 40 } });
  expect(playerSettings(activity({ ...wish, player: 'dash.js' }))).toMatchObject({ settings: { streaming: { buffer: { bufferTimeDefault: 15, bufferTimeAtTopQuality: 15 }, delay: { liveDelay: 40 } } }, startPosition: null });
  expect(playerSettings(activity({ ...wish, player: 'shaka' }))).toMatchObject({ config: { manifest: { defaultPresentationDelay: 40 }, streaming: { bufferingGoal: 15 } }, startPosition: null });
  expect(playerSettings(activity({ live: true, player: 'shaka', protocol: 'll-dash' }))).toMatchObject({ config: { streaming: { lowLatencyMode: true } } });
  expect(playerSettings(activity({ live: true, player: 'hls.js', protocol: 'll-hls' }))).toMatchObject({ config: { lowLatencyMode: true } });
  expect(playerSettings(activity({ live: true, player: 'dash.js', protocol: 'll-dash' }))).toMatchObject({ settings: { streaming: { delay: { liveDelay: 3 }, liveCatchup: { enabled: true } } } });
});
