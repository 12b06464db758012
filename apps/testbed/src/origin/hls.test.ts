import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SyntheticTitle, syntheticTitle } from '../media/title.fixture.ts';
import { HandClock } from './clock.fixture.ts';
import { mediaPlaylist, multivariantPlaylist } from './hls.ts';
import { readPlaylist } from './playlist.fixture.ts';
import { videoOf } from './programme.fixture.ts';
import { renditionsOf } from './programme.ts';

const SECONDS = 160;
let title: SyntheticTitle;
beforeAll(async () => {
  title = await syntheticTitle(SECONDS);
});
afterAll(() => title.close());

describe.each([2, 4, 6, 10] as const)('%i s segments', (segmentSeconds) => {
  test.each(['muxed', 'separate'] as const)('on demand, %s sound: the whole title, no duration above the target', (audio) => {
    const programme = videoOf(title, new HandClock(), { live: false, segmentSeconds, audio });
    for (const rendition of renditionsOf(programme)) {
      const { tags, segments, ended, sequence } = readPlaylist(mediaPlaylist(programme, rendition));
      expect({ ended, sequence, type: tags.get('#EXT-X-PLAYLIST-TYPE') }).toEqual({ ended: true, sequence: 0, type: 'VOD' });
      expect(segments.map(({ address }) => address)).toEqual(Array.from({ length: Math.floor(SECONDS / segmentSeconds) }, (_, i) => `${i}.m4s`));
      // RFC 8216, 4.3.3.1: rounded to the nearest integer.
      for (const { seconds } of segments) expect(Math.round(seconds)).toBeLessThanOrEqual(Number(tags.get('#EXT-X-TARGETDURATION')));
      const total = segments.reduce((sum, { seconds }) => sum + seconds, 0);
      expect(total).toBeCloseTo(segments.length * segmentSeconds, 1);
    }
  });

  test('live: the window follows the clock, one segment after the other, never ended', () => {
    const clock = new HandClock();
    const programme = videoOf(title, clock, { segmentSeconds });
    let last = readPlaylist(mediaPlaylist(programme, programme.video[0]!));
    expect(last.segments).toHaveLength(programme.windowSegments);
    // RFC 8216, 6.2.2: at least three target durations.
    expect(programme.windowSegments).toBeGreaterThanOrEqual(3);
    const edgeAtStart = last.sequence + last.segments.length;
    expect(edgeAtStart).toBe(Math.floor(programme.edge.now() / segmentSeconds));
    for (let step = 1; step <= 30; step++) {
      clock.advance(segmentSeconds / 3);
      const next = readPlaylist(mediaPlaylist(programme, programme.video[0]!));
      expect(next.ended).toBe(false);
      expect(next.sequence - last.sequence).toBeOneOf([0, 1]);
      expect(next.segments[0]!.address).toBe(`${next.sequence}.m4s`);
      last = next;
    }
    expect(last.sequence + last.segments.length).toBe(edgeAtStart + 10);
  });
});

test('the date of the first segment is when it began', () => {
  const clock = new HandClock();
  const programme = videoOf(title, clock, {});
  programme.edge.now();
  clock.advance(7);
  const { tags, sequence } = readPlaylist(mediaPlaylist(programme, programme.video[0]!));
  const behind = clock.now() - Date.parse(tags.get('#EXT-X-PROGRAM-DATE-TIME')!);
  expect(behind / 1000).toBeCloseTo(programme.edge.now() - 4 * sequence, 2);
});

test('a stream that can be rewound lists all that there was, up to five minutes', () => {
  const programme = videoOf(title, new HandClock(), { behindSeconds: 40 });
  const { sequence, segments } = readPlaylist(mediaPlaylist(programme, programme.video[0]!));
  expect(sequence).toBe(0);
  expect(segments).toHaveLength(15);
});

test('the list of variants has a rung for each that may be taken, and the sound apart or in it', () => {
  const separate = multivariantPlaylist(videoOf(title, new HandClock(), { live: false }));
  expect(separate).toContain('#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="main",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a/list.m3u8"');
  expect(separate.match(/^v\d\/list\.m3u8$/gm)).toEqual(['v0/list.m3u8', 'v1/list.m3u8']);
  expect(separate.match(/CODECS="[^"]+"/g)).toEqual(['CODECS="avc1.42c00d,mp4a.40.2"', 'CODECS="avc1.42c00d,mp4a.40.2"']);
  const muxed = multivariantPlaylist(videoOf(title, new HandClock(), { live: false, audio: 'muxed', topRung: 0 }));
  expect(muxed).not.toContain('EXT-X-MEDIA');
  expect(muxed.match(/^m\d\/list\.m3u8$/gm)).toEqual(['m0/list.m3u8']);
});

test('no segment has more than the rate that its variant states', () => {
  const programme = videoOf(title, new HandClock(), { live: false, audio: 'muxed' });
  const stated = [...multivariantPlaylist(programme).matchAll(/BANDWIDTH=(\d+),AVERAGE-BANDWIDTH=(\d+)/g)].map(([, peak, mean]) => [Number(peak), Number(mean)]);
  for (const [rung, { tracks }] of programme.video.entries()) {
    const [peak, mean] = stated[rung]!;
    let most = 0;
    for (let k = 0; k + 10 <= SECONDS / 0.4; k += 10) most = Math.max(most, (8 * tracks.reduce((sum, { offsets }) => sum + offsets[k + 10]! - offsets[k]!, 0)) / 4);
    expect(peak).toBe(Math.ceil(most));
    expect(mean).toBeLessThan(peak!);
  }
});
