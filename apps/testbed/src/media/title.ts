import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { joinInits } from './join-inits.ts';
import type { TrackIndex } from './track.ts';

export type Rung = TrackIndex & { readonly kbit: number };

/** What `index.json` beside the encoded files of a title says. */
export interface TitleIndex {
  readonly name: string;
  readonly video: readonly Rung[];
  readonly audio: readonly Rung[];
}

/** Bytes that follow one another in a file. */
export interface Extent {
  readonly file: FileHandle;
  readonly start: number;
  readonly end: number;
}

/** A track whose bytes can be read. */
export type Track = Rung & { readonly handle: FileHandle; readonly init: Buffer };

/** Pictures in several rungs, and sound. */
export interface Title {
  readonly video: readonly Track[];
  readonly audio: readonly Track[];
  close(): Promise<void>;
}

/** Opens the files of an encoded title. */
export async function openTitle(folder: string): Promise<Title> {
  const index: TitleIndex = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'));
  const openTrack = async (rung: Rung): Promise<Track> => {
    const handle = await open(join(folder, rung.file), 'r');
    const init = Buffer.alloc(rung.offsets[0]!);
    await handle.read(init, 0, init.length, 0);
    return { ...rung, handle, init };
  };
  const video = await Promise.all(index.video.map(openTrack));
  const audio = await Promise.all(index.audio.map(openTrack));
  return {
    video,
    audio,
    close: async () => {
      await Promise.all([...video, ...audio].map(({ handle }) => handle.close()));
    },
  };
}

/** The bytes of a run of fragments. */
export function extentOf(track: Track, firstFragment: number, afterFragment: number): Extent {
  return { file: track.handle, start: track.offsets[firstFragment]!, end: track.offsets[afterFragment]! };
}

/** When a fragment begins, seconds of the title. */
export function startOf(track: TrackIndex, fragment: number): number {
  return track.times[fragment]! / track.timescale;
}

/** The head of a rung with its sound in the same file. */
export function muxedInit(video: Track, audio: Track): Buffer {
  return joinInits(video.init, audio.init);
}
