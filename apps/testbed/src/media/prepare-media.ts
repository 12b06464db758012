import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { adtsFrames } from './adts.ts';
import { makeAudioTrack } from './audio-track.ts';
import { encodeTitle } from './encode-title.ts';
import { RECIPE, recipeHash, type TitleRecipe } from './recipe.ts';
import { indexTrack } from './track.ts';
import type { TitleIndex } from './title.ts';

/** The encoded titles on disk. */
export interface Media {
  readonly folder: string;
  readonly titles: number;
}

/** Called with what is being made and the part of it that is done, 0 to 1. */
export type MediaProgress = (what: string, done: number) => void;

/**
 * Encodes the titles into `<cacheFolder>/media-<hash of the recipe>` unless they are there: about four minutes of one
 * core and 3.5 GB. Each title appears whole or not at all, so that it may be interrupted, and run twice at once.
 * @throws TestbedError if ffmpeg fails
 */
export async function prepareMedia(cacheFolder: string, progress: MediaProgress): Promise<Media> {
  const folder = join(cacheFolder, `media-${recipeHash()}`);
  await mkdir(folder, { recursive: true });
  for (const [number, title] of RECIPE.titles.entries()) {
    await prepareTitle(join(folder, `title-${number}`), title, RECIPE.seconds, (done) => progress(`title ${number + 1} of ${RECIPE.titles.length}`, done));
  }
  return { folder, titles: RECIPE.titles.length };
}

/** One title. @param seconds its length; shorter than the recipe's in tests */
export async function prepareTitle(folder: string, title: TitleRecipe, seconds: number, progress: (done: number) => void): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = await mkdtemp(`${folder}.unfinished-`);
  try {
    await encodeTitle(unfinished, title, seconds, progress);
    await writeFile(join(unfinished, 'index.json'), JSON.stringify(await indexTitle(unfinished, seconds)));
    await rename(unfinished, folder).catch((error: NodeJS.ErrnoException) => {
      // Somebody else was faster: theirs holds the same bytes.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function indexTitle(folder: string, seconds: number): Promise<TitleIndex> {
  const video = [];
  for (const [rung, kbit] of RECIPE.ladderKbit.entries()) video.push({ kbit, ...(await indexTrack(folder, `v${rung}.mp4`, seconds, true)) });
  const audio = [];
  for (const kbit of RECIPE.audioKbit) {
    const adts = join(folder, `a${kbit}.aac`);
    await writeFile(join(folder, `a${kbit}.mp4`), makeAudioTrack(adtsFrames(await readFile(adts)), kbit));
    await rm(adts);
    audio.push({ kbit, ...(await indexTrack(folder, `a${kbit}.mp4`, seconds, false)) });
  }
  return { name: basename(folder), video, audio };
}
