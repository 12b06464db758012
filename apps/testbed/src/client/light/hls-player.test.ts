import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type SyntheticTitle, syntheticTitle } from '../../media/title.fixture.ts';
import { openssl, opensslWord } from '../../origin/certificate.fixture.ts';
import { type LoopbackOrigin, loopbackOrigin } from '../../origin/origin.fixture.ts';
import { conditionOf } from '../../origin/programme.fixture.ts';
import { entryPath } from '../../origin/programme-of.ts';
import type { VideoActivity } from '../../plan/condition.ts';
import { HlsPlayer } from './hls-player.ts';
import { type LightPlayer, PROFILES } from './profile.ts';
import { VirtualTime, WatchedConnection } from './virtual-time.fixture.ts';

let title: SyntheticTitle;
let origin: LoopbackOrigin | undefined;
let player: HlsPlayer | undefined;
let connection: WatchedConnection | undefined;
beforeAll(async () => {
  title = await syntheticTitle(280);
});
afterEach(async () => {
  player?.stop();
  connection?.close();
  await origin?.close();
});
afterAll(() => title.close());

async function play(name: LightPlayer, video: Partial<VideoActivity>, http: '1.1' | '2' = '2') {
  const time = new VirtualTime();
  const condition = conditionOf({ protocol: 'hls', ...video }, { http });
  const activity = condition.activity as VideoActivity;
  origin = await loopbackOrigin(condition, title, time.origin);
  connection = new WatchedConnection(origin.base, http, time);
  const { topRung, bufferSeconds, startSeconds, behindSeconds } = activity;
  player = new HlsPlayer({ connection, profile: PROFILES[name], path: entryPath(activity)!, topRung, bufferSeconds, startSeconds, behindSeconds, clock: time.player });
  void player.play();
  const watched = { player, connection, time, pass: (seconds: number) => time.pass(seconds, watched.connection) };
  return watched;
}

const files = (asked: readonly { path: string }[], pattern: RegExp) => asked.map(({ path }) => pattern.exec(path)?.[1]).filter((file) => file !== undefined);
const VIDEO = /\/v\d\/(\d+)\.m4s$/;
const LIST = /(v\d)\/list\.m3u8$/;

describe.skipIf(!openssl)(`against the origin${opensslWord}`, () => {
  test.each(['1.1', '2'] as const)('HTTP/%s, on demand: fills the buffer from the wanted place, then one segment for each that was played', async (http) => {
    const { player, connection, pass } = await play('light-hls.js', { live: false, startSeconds: 100, bufferSeconds: 20 }, http);
    await pass(0.5);
    expect(files(connection.asked, VIDEO)).toEqual(['25', '26', '27', '28', '29', '30']);
    await pass(12);
    const { buffered, errors, stalls } = player.observe();
    expect(files(connection.asked, VIDEO)).toEqual(['25', '26', '27', '28', '29', '30', '31', '32', '33']);
    expect(files(connection.asked, LIST).length).toBeLessThanOrEqual(2);
    expect({ full: buffered > 16 && buffered <= 24, errors, stalls }).toEqual({ full: true, errors: [], stalls: 0 });
  });

  test.each<LightPlayer>(['light-hls.js', 'light-vhs', 'light-media3', 'light-streamlink', 'light-shaka'])('%s, live: asks for the playlist again and for each segment once, and never stalls', async (name) => {
    const { player, connection, pass } = await play(name, { live: true, bufferSeconds: 30 });
    await pass(40);
    const { errors, stalls, buffered, startupSeconds } = player.observe();
    expect({ errors, stalls, startupSeconds }).toEqual({ errors: [], stalls: 0, startupSeconds: 0 });
    const numbers = files(connection.asked, VIDEO).map(Number);
    expect(numbers).toEqual(numbers.map((_, i) => numbers[0]! + i));
    expect(numbers.length).toBeGreaterThanOrEqual(11);
    expect(files(connection.asked, LIST).length).toBeGreaterThanOrEqual(9);
    expect(buffered).toBeLessThanOrEqual(16);
  });

  test('far behind the edge a live stream is played like one on demand', async () => {
    const { player, pass } = await play('light-hls.js', { live: true, behindSeconds: 40, bufferSeconds: 20 });
    await pass(10);
    expect(player.observe().buffered).toBeGreaterThan(16);
  });

  test('a seek out of the buffer throws it away, a pause fills it', async () => {
    const { player, connection, pass } = await play('light-hls.js', { live: false, startSeconds: 100, bufferSeconds: 8 });
    await pass(2);
    player.seek(-60);
    await pass(1);
    expect(files(connection.asked, VIDEO)).toContain('10');
    player.pause();
    await pass(30);
    const paused = player.observe();
    player.resume();
    await pass(5);
    const { position, stalls } = player.observe();
    expect(Math.round(paused.position)).toBe(43);
    expect(Math.round(position)).toBe(48);
    expect(stalls).toBe(0);
  });

  test('a path that is not there is told, with the answer', async () => {
    const { player, connection, time, pass } = await play('light-hls.js', { live: false });
    player.stop();
    await pass(0.1);
    const lost = new HlsPlayer({ connection, profile: PROFILES['light-hls.js'], path: '/nothing.m3u8', topRung: 0, bufferSeconds: null, startSeconds: 60, behindSeconds: 0, clock: time.player });
    await lost.play();
    expect(lost.observe().errors).toEqual(['/nothing.m3u8: the origin answers 404']);
  });
});
