import type { HlsPlaylist, HlsSegment } from './hls-playlist.ts';
import type { PlayerProfile } from './profile.ts';

/** Moves a playlist's time line so that segments that `known` lists too lie where they lie there. */
export function alignTo(playlist: HlsPlaylist, known: HlsPlaylist | null): HlsPlaylist {
  const first = known?.segments[0];
  const last = known?.segments.at(-1);
  const same = first && last ? playlist.segments.find(({ sequence }) => sequence >= first.sequence && sequence <= last.sequence) : undefined;
  if (same === undefined) return playlist;
  const shift = known!.segments[same.sequence - first!.sequence]!.start - same.start;
  return { ...playlist, segments: playlist.segments.map((segment) => ({ ...segment, start: segment.start + shift })) };
}

/** Where the last listed segment ends, seconds. */
export function edgeOf({ segments }: HlsPlaylist): number {
  const last = segments.at(-1);
  return last === undefined ? 0 : last.start + last.seconds;
}

/** The segment that is on at a position, the nearest one if none is; undefined: the playlist lists none. */
export function segmentAt({ segments }: HlsPlaylist, position: number): HlsSegment | undefined {
  return segments.find(({ start, seconds }) => position < start + seconds - 0.001) ?? segments.at(-1);
}

/**
 * Where playback of a live stream begins, seconds.
 * @param behindSeconds distance to the edge that the viewer wants; 0: as the player likes it
 */
export function joinPosition(playlist: HlsPlaylist, { join }: PlayerProfile, behindSeconds: number): number {
  const { segments, targetSeconds, holdBackSeconds } = playlist;
  const first = segments[0]?.start ?? 0;
  if (behindSeconds === 0 && join === 'segments') return segments.at(-3)?.start ?? first;
  const distance = behindSeconds > 0 ? behindSeconds : (holdBackSeconds ?? 3 * targetSeconds);
  return Math.max(first, edgeOf(playlist) - distance);
}
