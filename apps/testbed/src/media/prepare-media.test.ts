import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { prepareTitle } from './prepare-media.ts';
import { RECIPE } from './recipe.ts';
import { extentOf, muxedInit, openTitle } from './title.ts';

const FFPROBE = 'ffprobe';
const missing = ['ffmpeg', FFPROBE].filter((program) => spawnSync(program, ['-version']).error);
const word = missing.length > 0 ? ` (skipped: ${missing.join(', ')} not installed)` : '';
const folder = mkdtempSync(join(tmpdir(), 'testbed-media-'));
afterAll(() => rmSync(folder, { recursive: true }));
const SECONDS = 6;

test.skipIf(missing.length > 0)(`an encoded title plays from any key frame, pictures and sound in one file or apart${word}`, async () => {
  const done: number[] = [];
  await prepareTitle(join(folder, 'title'), RECIPE.titles[1], SECONDS, (part) => done.push(part));
  expect(done.at(-1)).toBe(1);
  expect(readdirSync(folder)).toEqual(['title']);
  const title = await openTitle(join(folder, 'title'));
  try {
    expect(title.video).toHaveLength(RECIPE.ladderKbit.length);
    const audio = title.audio.find(({ kbit }) => kbit === 128)!;
    for (const video of title.video) {
      expect(video.offsets).toHaveLength(SECONDS / 0.4 + 1);
      const muxed = [muxedInit(video, audio)];
      // From the second group of pictures: 4 s of it.
      for (let k = 5; k < 15; k++) for (const track of [video, audio]) muxed.push(await read(extentOf(track, k, k + 1)));
      const streams = probe(Buffer.concat(muxed));
      expect(streams).toEqual([
        { codec_name: 'h264', start_time: '2.000000', nb_read_frames: '100' },
        { codec_name: 'aac', start_time: expect.stringMatching(/^2\.0/), nb_read_frames: expect.stringMatching(/^18[78]$/) },
      ]);
    }
    const sizes = title.video.map(({ file }) => statSync(join(folder, 'title', file)).size);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  } finally {
    await title.close();
  }
});

test.skipIf(missing.length > 0)(`encoding that is called off leaves nothing${word}`, async () => {
  const calledOff = new Error('called off');
  const title = prepareTitle(join(folder, 'called-off'), RECIPE.titles[0], 30, () => {
    throw calledOff;
  });
  await expect(title).rejects.toBe(calledOff);
  expect(readdirSync(folder).filter((name) => name.startsWith('called-off'))).toEqual([]);
});

async function read({ file, start, end }: ReturnType<typeof extentOf>): Promise<Buffer> {
  const bytes = Buffer.alloc(end - start);
  await file.read(bytes, 0, bytes.length, start);
  return bytes;
}

/** What ffprobe decodes; it must find nothing to complain about. */
function probe(bytes: Buffer): object[] {
  const file = join(folder, 'probe.mp4');
  writeFileSync(file, bytes);
  const { stdout, stderr } = spawnSync(FFPROBE, ['-v', 'error', '-count_frames', '-show_entries', 'stream=codec_name,start_time,nb_read_frames', '-of', 'json', file], { encoding: 'utf8' });
  rmSync(file);
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as { streams: object[] }).streams;
}
