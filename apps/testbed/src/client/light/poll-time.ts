import type { HlsPlaylist } from './hls-playlist.ts';
import type { PlayerProfile } from './profile.ts';

/** How the last request for a live playlist went; times in seconds. */
export interface LastPoll {
  /** When it was due, when it was sent, when its answer was there. */
  readonly due: number;
  readonly sent: number;
  readonly answered: number;
  /** Mean time from request to answer so far. */
  readonly meanSeconds: number;
  readonly changed: boolean;
}

/** When a live playlist is asked for again, seconds: RFC 8216 section 6.3.4, as the player of the profile reads it. */
export function pollTime({ poll, halfWhenUnchanged, pollBySegment }: PlayerProfile, playlist: HlsPlaylist, last: LastPoll): number {
  const { targetSeconds, segments } = playlist;
  const lastSeconds = segments.at(-1)?.seconds ?? targetSeconds;
  const full = pollBySegment === 'always' ? lastSeconds : pollBySegment === 'shorter' ? Math.min(targetSeconds, lastSeconds) : targetSeconds;
  const interval = !last.changed && halfWhenUnchanged ? targetSeconds / 2 : full;
  switch (poll) {
    case 'request':
      return Math.max(last.answered, last.sent + interval);
    case 'answer':
      return last.answered + interval;
    case 'timer':
      return last.answered + Math.max(0, interval - last.meanSeconds);
    case 'grid':
      return Math.max(last.answered, last.due + interval);
  }
}
