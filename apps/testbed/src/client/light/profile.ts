/** What of a player decides when it asks for what; read from the sources of hls.js 1.7, VHS 3.17, Media3, streamlink and Shaka 5.2. */
export interface PlayerProfile {
  /**
   * When a live playlist is asked for again: a target duration after the last request, after the last answer, on a timer of
   * its own that runs from answer to answer less the mean time of an answer, or on a grid of target durations.
   */
  readonly poll: 'request' | 'answer' | 'timer' | 'grid';
  /** After a playlist that has not changed, the half of it. */
  readonly halfWhenUnchanged: boolean;
  /** The duration of the last segment counts instead of the target duration: always, or only where it is shorter. */
  readonly pollBySegment: 'always' | 'shorter' | 'never';
  /** How often the player looks whether it wants something, seconds; `segments`: so many segments if that is less. */
  readonly tickSeconds: number;
  readonly tickSegments: number;
  /** A new playlist is looked at once it is there, otherwise at the next tick. */
  readonly wokenByPlaylist: boolean;
  /** Segments to the live edge when joining. `holdBack`: by HOLD-BACK and target durations; `segments`: the last three, whole. */
  readonly join: 'holdBack' | 'segments';
  /** How far before the wanted position the first segment is looked for, seconds: Shaka's `inaccurateManifestTolerance`. */
  readonly lookBackSeconds: number;
  /** Most seconds ahead, by the seconds that have played and the rung's bits a second. */
  readonly goal: (playedSeconds: number, bandwidth: number) => number;
  /** Share of the measured rate that a rung may ask for. */
  readonly caution: number;
  /** Rate taken for granted before anything was measured, bits a second. */
  readonly firstBandwidth: number;
  /** Half-lives of the two averages of the measured rate, seconds of download. */
  readonly fastSeconds: number;
  readonly slowSeconds: number;
  /** Least time between two changes of rung, seconds. */
  readonly switchSeconds: number;
}

export type LightPlayer = 'light-hls.js' | 'light-vhs' | 'light-media3' | 'light-streamlink' | 'light-shaka';

/** hls.js: config.maxBufferSize. */
const HLS_JS_BYTES = 60_000_000;
/** streamlink's ring buffer, which its player empties at the rate of playback. */
const STREAMLINK_BYTES = 16 * 1024 * 1024;

const BASE: Omit<PlayerProfile, 'goal'> = {
  poll: 'request',
  halfWhenUnchanged: true,
  pollBySegment: 'never',
  tickSeconds: 0.1,
  tickSegments: Number.POSITIVE_INFINITY,
  wokenByPlaylist: true,
  join: 'holdBack',
  lookBackSeconds: 0,
  caution: 0.7,
  firstBandwidth: 1_000_000,
  fastSeconds: 3,
  slowSeconds: 9,
  switchSeconds: 0,
};

export const PROFILES: Readonly<Record<LightPlayer, PlayerProfile>> = {
  'light-hls.js': {
    ...BASE,
    pollBySegment: 'shorter',
    goal: (_, bandwidth) => Math.min(600, Math.max(30, (8 * HLS_JS_BYTES) / bandwidth)),
    firstBandwidth: 500_000,
  },
  'light-vhs': { ...BASE, poll: 'answer', pollBySegment: 'always', tickSeconds: 0.5, goal: (played) => Math.min(60, 30 + played), caution: 1 / 1.2, firstBandwidth: 4_194_304 },
  'light-media3': { ...BASE, goal: () => 50 },
  'light-streamlink': {
    ...BASE,
    poll: 'grid',
    join: 'segments',
    goal: (_, bandwidth) => (8 * STREAMLINK_BYTES) / bandwidth,
    // It takes the best rung and stays with it.
    firstBandwidth: Number.POSITIVE_INFINITY,
    switchSeconds: Number.POSITIVE_INFINITY,
  },
  'light-shaka': {
    ...BASE,
    poll: 'timer',
    halfWhenUnchanged: false,
    tickSeconds: 1,
    tickSegments: 0.5,
    wokenByPlaylist: false,
    join: 'segments',
    lookBackSeconds: 2,
    goal: () => 10,
    caution: 0.85,
    fastSeconds: 2,
    slowSeconds: 5,
    switchSeconds: 8,
  },
};
