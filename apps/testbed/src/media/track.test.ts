import { afterAll, beforeAll, expect, test } from 'vitest';
import { boxAt, boxesIn } from './boxes.ts';
import { bytesOf, type SyntheticTitle, syntheticTitle } from './title.fixture.ts';
import { extentOf, muxedInit, startOf, type Track } from './title.ts';
import { baseTime } from './track.ts';

const SECONDS = 40;
let title: SyntheticTitle;
beforeAll(async () => {
  title = await syntheticTitle(SECONDS);
});
afterAll(() => title.close());

const fragmentOf = async (track: Track, number: number) => {
  const { start, end } = extentOf(track, number, number + 1);
  return (await bytesOf(title.folder, track.file)).subarray(start, end);
};

test('every fragment of the index is a moof and its mdat that begins when the index says', async () => {
  for (const track of [...title.video, ...title.audio]) {
    expect(track.offsets).toHaveLength(SECONDS / 0.4 + 1);
    const file = await bytesOf(title.folder, track.file);
    expect(track.offsets.at(-1)).toBe(file.length);
    for (const [number, start] of track.offsets.slice(0, -1).entries()) {
      const fragment = file.subarray(start, track.offsets[number + 1]);
      expect(boxesIn(fragment).map(({ type }) => type)).toEqual(['moof', 'mdat']);
      expect(baseTime(fragment)).toBe(track.times[number]);
    }
  }
});

test('pictures begin at each 0.4 s, sound with the first frame after it', () => {
  const [video, audio] = [title.video[0]!, title.audio[0]!];
  for (let k = 0; k < SECONDS / 0.4; k++) {
    expect(startOf(video, k)).toBeCloseTo(0.4 * k, 9);
    const late = startOf(audio, k) - 0.4 * k;
    expect(late).toBeGreaterThan(-1e-6);
    expect(late).toBeLessThan(1024 / 48_000);
  }
});

test('pictures and sound of one file have numbers of their own', async () => {
  const numbers = [];
  for (let k = 0; k < 3; k++) {
    for (const track of [title.video[1]!, title.audio[1]!]) {
      const fragment = await fragmentOf(track, k);
      numbers.push(fragment.readUInt32BE(boxAt(fragment, 'moof/mfhd').content + 4));
    }
  }
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
});

test('codecs are named as playlists name them', () => {
  expect(title.video[0]!.codec).toBe('avc1.42c00d');
  expect(title.audio[0]!.codec).toBe('mp4a.40.2');
});

test('a head for both has both tracks, each with its defaults', () => {
  const init = muxedInit(title.video[0]!, title.audio[0]!);
  const types = (path: string) => {
    const { content, end } = boxAt(init, path);
    return boxesIn(init, content, end).map(({ type }) => type);
  };
  expect(boxesIn(init).map(({ type }) => type)).toEqual(['ftyp', 'moov']);
  expect(types('moov')).toEqual(['mvhd', 'trak', 'trak', 'mvex']);
  expect(types('moov/mvex')).toEqual(['trex', 'trex']);
});
