import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesOf, type SyntheticTitle, syntheticTitle } from '../media/title.fixture.ts';
import { baseTime } from '../media/track.ts';
import { HandClock } from './clock.fixture.ts';
import { manifest } from './dash.ts';
import { videoOf } from './programme.fixture.ts';

let title: SyntheticTitle;
beforeAll(async () => {
  title = await syntheticTitle(160);
});
afterAll(() => title.close());

const attribute = (text: string, name: string) => new RegExp(`\\b${name}="([^"]+)"`).exec(text)?.[1];
const setsOf = (text: string) => [...text.matchAll(/<AdaptationSet[\s\S]*?<\/AdaptationSet>/g)].map(([set]) => set);

/** Starts and durations of a timeline, repeats written out. */
function timelineOf(set: string): [number, number][] {
  return [...set.matchAll(/<S t="(\d+)" d="(\d+)"(?: r="(\d+)")?\/>/g)].flatMap(([, t, d, r]) => Array.from({ length: Number(r ?? 0) + 1 }, (_, i): [number, number] => [Number(t) + i * Number(d), Number(d)]));
}

test.each([false, true])('a timeline states the times that lie in the fragments (live: %s)', async (live) => {
  const programme = videoOf(title, new HandClock(), { protocol: 'dash-timeline', live, segmentSeconds: 6 });
  const tracks = [title.video[0]!, title.audio[1]!];
  for (const [i, set] of setsOf(manifest(programme)).entries()) {
    const segments = timelineOf(set);
    expect(segments).toHaveLength(live ? programme.windowSegments : Math.floor(160 / 6));
    const file = await bytesOf(title.folder, tracks[i]!.file);
    const times = tracks[i]!.offsets.slice(0, -1).map((at) => baseTime(file.subarray(at, at + 1000 > file.length ? undefined : at + file.readUInt32BE(at))));
    for (const [k, [time, duration]] of segments.entries()) {
      expect(times).toContain(time);
      if (k > 0) expect(segments[k - 1]![0] + segments[k - 1]![1]).toBe(time);
      expect(duration / tracks[i]!.timescale).toBeCloseTo(6, 1);
    }
  }
});

test('a live timeline is to be asked for again each segment, and its newest segment has ended', () => {
  const clock = new HandClock();
  const programme = videoOf(title, clock, { protocol: 'dash-timeline', segmentSeconds: 4 });
  let last = '';
  for (let step = 0; step < 9; step++) {
    const text = manifest(programme);
    expect(attribute(text, 'minimumUpdatePeriod')).toBe('PT4S');
    const [time, duration] = timelineOf(setsOf(text)[0]!).at(-1)!;
    const ended = Date.parse(attribute(text, 'availabilityStartTime')!) + (1000 * (time + duration)) / 12_800;
    expect(ended).toBeLessThanOrEqual(clock.now() + 1);
    expect(clock.now() - ended).toBeLessThan(4000);
    // 5.3.1.2: a manifest that has changed has another publishTime.
    const published = attribute(text, 'publishTime')!;
    if (last !== '') expect(published === attribute(last, 'publishTime')).toBe(text === last);
    last = text;
    clock.advance(1.5);
  }
});

test('a numbered template needs no second look', () => {
  const clock = new HandClock();
  const programme = videoOf(title, clock, { protocol: 'dash-number', segmentSeconds: 4 });
  const first = manifest(programme);
  clock.advance(33);
  expect(manifest(programme)).toBe(first);
  expect(attribute(first, 'minimumUpdatePeriod')).toBe('PT500S');
  expect(attribute(first, 'suggestedPresentationDelay')).toBe('PT12S');
  expect(first).toContain('<UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-xsdate:2014" value="/time"/>');
  expect(first).toContain('timescale="12800" duration="51200" startNumber="0" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s"');
});

test('low latency: a segment may be asked for when its first chunk exists', () => {
  const text = manifest(videoOf(title, new HandClock(), { protocol: 'll-dash', segmentSeconds: 2 }));
  expect(text).toContain('availabilityTimeOffset="1.6" availabilityTimeComplete="false"');
  expect(attribute(text, 'target')).toBe('3000');
});

test('whoever watches from behind is bidden to stay there', () => {
  expect(attribute(manifest(videoOf(title, new HandClock(), { protocol: 'dash-number', behindSeconds: 40 })), 'suggestedPresentationDelay')).toBe('PT40S');
});

test('on demand: static, with its length, and no clock', () => {
  const text = manifest(videoOf(title, new HandClock(), { protocol: 'dash-number', live: false }));
  expect(attribute(text, 'type')).toBe('static');
  expect(text).not.toMatch(/availabilityStartTime|UTCTiming|minimumUpdatePeriod/);
});

test('muxed sound is refused in words', () => {
  expect(() => videoOf(title, new HandClock(), { protocol: 'dash-number', audio: 'muxed' })).toThrow('found muxed audio in dash-number, expected separate');
});
