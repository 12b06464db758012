import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SyntheticTitle, syntheticTitle } from '../media/title.fixture.ts';
import { HandClock } from './clock.fixture.ts';
import { mediaPlaylist } from './hls.ts';
import { readPlaylist } from './playlist.fixture.ts';
import { videoOf } from './programme.fixture.ts';
import { renditionsOf } from './programme.ts';

let title: SyntheticTitle;
beforeAll(async () => {
  title = await syntheticTitle(120);
});
afterAll(() => title.close());

const attribute = (line: string | undefined, name: string) => Number(new RegExp(`(?:^|,)${name}=([\\d.]+)`).exec(line ?? '')?.[1]);

test('parts keep to the rules of the draft', () => {
  const clock = new HandClock();
  const programme = videoOf(title, clock, { protocol: 'll-hls', segmentSeconds: 2 });
  for (let step = 0; step < 12; step++) {
    for (const rendition of renditionsOf(programme)) {
      const { tags, parts, segments, sequence, hint } = readPlaylist(mediaPlaylist(programme, rendition));
      const target = attribute(tags.get('#EXT-X-PART-INF'), 'PART-TARGET');
      // 4.4.3.8: at least twice, and should be at least three times the part target.
      expect(attribute(tags.get('#EXT-X-SERVER-CONTROL'), 'PART-HOLD-BACK')).toBeGreaterThanOrEqual(3 * target);
      expect(attribute(tags.get('#EXT-X-SERVER-CONTROL'), 'HOLD-BACK')).toBeGreaterThanOrEqual(3 * 2);
      // 4.4.4.9: at most the target, and at least 85 % of it.
      for (const { seconds } of parts) {
        expect(seconds).toBeLessThanOrEqual(target);
        expect(seconds).toBeGreaterThanOrEqual(0.85 * target);
      }
      const fragments = Math.floor(programme.edge.now() / 0.4 + 1e-6);
      const numbers = parts.map(({ address }) => address.split('.').slice(0, 2).map(Number)).map(([segment, part]) => 5 * segment! + part!);
      expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => fragments - numbers.length + i));
      expect(hint).toBe(`${Math.floor(fragments / 5)}.${fragments % 5}.m4s`);
      expect(sequence + segments.length).toBe(Math.floor(fragments / 5));
    }
    clock.advance(0.31);
  }
});

test('parts of pictures that begin with a key frame say so', () => {
  const programme = videoOf(title, new HandClock(), { protocol: 'll-hls', segmentSeconds: 4 });
  const { parts } = readPlaylist(mediaPlaylist(programme, programme.video[0]!));
  expect(parts.filter(({ independent }) => independent).map(({ address }) => Number(address.split('.')[1]) % 5)).not.toContain(1);
  expect(parts.filter(({ address }) => /\.(0|5)\.m4s$/.test(address)).every(({ independent }) => independent)).toBe(true);
});

test('each rendition reports how far the others are', () => {
  const programme = videoOf(title, new HandClock(), { protocol: 'll-hls', segmentSeconds: 2 });
  const fragments = Math.floor(programme.edge.now() / 0.4 + 1e-6);
  const text = mediaPlaylist(programme, programme.video[0]!);
  const last = `LAST-MSN=${Math.floor((fragments - 1) / 5)},LAST-PART=${(fragments - 1) % 5}`;
  expect(text.match(/#EXT-X-RENDITION-REPORT.*/g)).toEqual([`#EXT-X-RENDITION-REPORT:URI="../v1/list.m3u8",${last}`, `#EXT-X-RENDITION-REPORT:URI="../a/list.m3u8",${last}`]);
});

test('on demand there are no parts', () => {
  const programme = videoOf(title, new HandClock(), { protocol: 'll-hls', segmentSeconds: 2, live: false });
  expect(mediaPlaylist(programme, programme.video[0]!)).not.toMatch(/PART|PRELOAD/);
});
