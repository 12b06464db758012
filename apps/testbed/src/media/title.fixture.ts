import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../plan/random.ts';
import { makeAudioTrack } from './audio-track.ts';
import { makeBox, makeFullBox, words } from './boxes.ts';
import { makeFragment } from './fragment.ts';
import { FRAGMENT_SECONDS, RECIPE } from './recipe.ts';
import { openTitle, type Rung, type Title } from './title.ts';
import { indexTrack } from './track.ts';

/** A title in a folder of its own, with pictures that nothing decodes but whose files are laid out as the encoder's. */
export interface SyntheticTitle extends Title {
  readonly folder: string;
}

/** @param seconds its length; two rungs and three rates of sound */
export async function syntheticTitle(seconds: number): Promise<SyntheticTitle> {
  const folder = await mkdtemp(join(tmpdir(), 'testbed-title-'));
  const fragments = Math.round(seconds / FRAGMENT_SECONDS);
  const video: Rung[] = [];
  for (const [rung, kbit] of [40, 90].entries()) {
    await writeFile(join(folder, `v${rung}.mp4`), videoFile(fragments, kbit));
    video.push({ kbit, ...(await indexTrack(folder, `v${rung}.mp4`, seconds, true)) });
  }
  const audio: Rung[] = [];
  for (const kbit of RECIPE.audioKbit) {
    const frames = Math.ceil((seconds * RECIPE.samplesPerSecond) / 1024);
    const file = `a${kbit}.mp4`;
    await writeFile(join(folder, file), makeAudioTrack(Array.from({ length: frames }, (_, i) => Buffer.alloc(Math.round((kbit * 1024) / 48 / 8), i)), kbit));
    audio.push({ kbit, ...(await indexTrack(folder, file, seconds, false)) });
  }
  await writeFile(join(folder, 'index.json'), JSON.stringify({ name: 'synthetic', video, audio }));
  const title = await openTitle(folder);
  const close = async () => {
    await title.close();
    await rm(folder, { recursive: true });
  };
  return { ...title, folder, close };
}

/** A whole file of a title. */
export async function bytesOf(folder: string, file: string): Promise<Buffer> {
  const handle = await open(join(folder, file));
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function videoFile(fragments: number, kbit: number): Buffer {
  const random = new Random(kbit, 'fixture');
  const { framesPerFragment, framesPerSecond, videoTimescale } = RECIPE;
  const sampleDuration = videoTimescale / framesPerSecond;
  const mean = (1000 * kbit) / 8 / framesPerSecond;
  const sample = () => Buffer.alloc(Math.ceil(mean * (0.5 + random.unit())), 0x5a);
  const bodies = Array.from({ length: fragments }, (_, k) =>
    makeFragment({ sequence: k + 1, track: 1, time: k * framesPerFragment * sampleDuration, sampleDuration, samples: Array.from({ length: framesPerFragment }, sample) }),
  );
  return Buffer.concat([videoInit(videoTimescale), ...bodies]);
}

/** The boxes that are read: the timescale, the codec, the track's defaults. */
function videoInit(timescale: number): Buffer {
  const visualEntry = Buffer.alloc(78);
  const entry = makeBox('avc1', visualEntry, makeBox('avcC', Buffer.from([1, 0x42, 0xc0, 0x0d, 0xff])));
  const media = makeBox('mdia', makeFullBox('mdhd', 0, 0, 0, 0, timescale, 0, 0), makeBox('minf', makeBox('stbl', makeBox('stsd', words(0, 1), entry))));
  return Buffer.concat([makeBox('ftyp', Buffer.from('iso5'), words(512)), makeBox('moov', makeFullBox('mvhd', 0, 0, 0, 0, 1000, 0), makeBox('trak', media), makeBox('mvex', makeFullBox('trex', 0, 0, 1, 1, 0, 0, 0)))]);
}
