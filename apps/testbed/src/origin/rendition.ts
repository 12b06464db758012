import { FRAGMENT_SECONDS } from '../media/recipe.ts';
import { type Extent, extentOf, muxedInit, startOf, type Track } from '../media/title.ts';

/** What a playlist or a Representation lists: pictures, sound, or both in one file. */
export interface Rendition {
  /** `v<rung>`, `m<rung>` with the sound in it, or `a`. */
  readonly id: string;
  /** The first one's fragments decide when segments begin. */
  readonly tracks: readonly Track[];
  readonly init: Buffer;
  readonly codecs: string;
}

/** How a title is cut: fragments make segments. */
export interface Cut {
  readonly segmentSeconds: number;
  readonly fragmentsPerSegment: number;
}

export function cutInto(segmentSeconds: number): Cut {
  return { segmentSeconds, fragmentsPerSegment: Math.round(segmentSeconds / FRAGMENT_SECONDS) };
}

export function videoRendition(video: Track, rung: number): Rendition {
  return { id: `v${rung}`, tracks: [video], init: video.init, codecs: video.codec };
}

export function audioRendition(audio: Track): Rendition {
  return { id: 'a', tracks: [audio], init: audio.init, codecs: audio.codec };
}

export function muxedRendition(video: Track, audio: Track, rung: number): Rendition {
  return { id: `m${rung}`, tracks: [video, audio], init: muxedInit(video, audio), codecs: `${video.codec},${audio.codec}` };
}

export function fragmentCount({ tracks }: Rendition): number {
  return Math.min(...tracks.map(({ offsets }) => offsets.length - 1));
}

/** The bytes of a run of fragments: pictures and sound of each 0.4 s one after the other. */
export function extentsOf({ tracks }: Rendition, first: number, after: number): Extent[] {
  if (tracks.length === 1) return [extentOf(tracks[0]!, first, after)];
  return Array.from({ length: after - first }, (_, i) => tracks.map((track) => extentOf(track, first + i, first + i + 1))).flat();
}

/** Seconds of the title from the beginning of one fragment to that of another. */
export function secondsBetween({ tracks }: Rendition, first: number, after: number): number {
  return startOf(tracks[0]!, after) - startOf(tracks[0]!, first);
}

function bytesBetween({ tracks }: Rendition, first: number, after: number): number {
  return tracks.reduce((sum, { offsets }) => sum + offsets[after]! - offsets[first]!, 0);
}

/** Highest and mean rate of its segments, bit/s. */
export function bitRates(rendition: Rendition, { fragmentsPerSegment }: Cut): { peak: number; mean: number } {
  const rate = (first: number, after: number) => (8 * bytesBetween(rendition, first, after)) / secondsBetween(rendition, first, after);
  const count = fragmentCount(rendition);
  let peak = 0;
  for (let first = 0; first + fragmentsPerSegment <= count; first += fragmentsPerSegment) peak = Math.max(peak, rate(first, first + fragmentsPerSegment));
  return { peak: Math.ceil(peak), mean: Math.ceil(rate(0, count)) };
}
