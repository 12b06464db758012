import { audioPath, videoPath } from '../client/addresses.ts';
import { between } from '../media/draws.ts';
import { SOUNDTRACK_KBIT } from '../media/recipe.ts';
import type { Title, Track } from '../media/title.ts';
import type { Activity, AudioActivity, Condition, VideoActivity } from '../plan/condition.ts';
import { radioOf } from '../plan/radio.ts';
import { Random } from '../plan/random.ts';
import { TestbedError } from '../testbed-error.ts';
import { type Clock, liveEdge, wholeTitle } from './live-clock.ts';
import { type Programme, windowOf } from './programme.ts';
import { audioRendition, cutInto, muxedRendition, videoRendition } from './rendition.ts';
import { signerOf } from './signature.ts';

const LOW_LATENCY_DELAY = 3; // seconds
/** An endless answer is sent fragment by fragment; a cut is there for its sake alone. */
const ENDLESS_SEGMENTS = 4; // seconds

/** Number of the title that a condition needs; null: none. */
export function titleOf({ activity, seed }: Pick<Condition, 'activity' | 'seed'>): number | null {
  if (activity.kind === 'video') return activity.title;
  return activity.kind === 'audio' ? radioOf(activity, seed).title : null;
}

/** Path of the playlist or manifest that a client begins with, or of the endless answer; null: nothing is played. */
export function entryPath(activity: Activity): string | null {
  if (activity.kind === 'video') return videoPath(activity);
  return activity.kind === 'audio' ? audioPath(activity) : null;
}

/** What is on, as a condition asks for it. @throws TestbedError for what no player plays */
export function programmeOf(condition: Condition, title: Title, clock: Clock): Programme | null {
  const { activity } = condition;
  if (activity.kind === 'video') return videoProgramme(condition, activity, title, clock);
  return activity.kind === 'audio' ? audioProgramme(condition, activity, title, clock) : null;
}

function videoProgramme(condition: Condition, activity: VideoActivity, { video, audio }: Title, clock: Clock): Programme {
  const { live, protocol, segmentSeconds, startSeconds, behindSeconds, topRung } = activity;
  const dash = protocol.endsWith('dash') || protocol.startsWith('dash');
  if (dash && activity.audio === 'muxed') throw new TestbedError(`found muxed audio in ${protocol}, expected separate: players of DASH take no pictures with sound in them`);
  const sound = trackOf(audio, SOUNDTRACK_KBIT);
  const rungs = video.slice(0, topRung + 1);
  return {
    live,
    protocol,
    cut: cutInto(segmentSeconds),
    video: rungs.map((track, rung) => (activity.audio === 'muxed' ? muxedRendition(track, sound, rung) : videoRendition(track, rung))),
    audio: activity.audio === 'muxed' ? null : audioRendition(sound),
    windowSegments: windowOf(segmentSeconds, behindSeconds),
    // Shaka puts the manifest's word above its own setting.
    delaySeconds: behindSeconds > 0 ? behindSeconds : protocol === 'll-dash' ? LOW_LATENCY_DELAY : 3 * segmentSeconds,
    edge: live ? liveEdge(startSeconds + phase(condition.seed, segmentSeconds), clock) : wholeTitle,
    sign: signerOf(condition),
  };
}

function audioProgramme(condition: Condition, activity: AudioActivity, { audio }: Title, clock: Clock): Programme {
  const { seed } = condition;
  const { live, kbit } = activity;
  const segmentSeconds = radioOf(activity, seed).segmentSeconds ?? ENDLESS_SEGMENTS;
  const start = between(new Random(seed, 'radio'), 60, 240);
  return {
    live,
    protocol: 'hls',
    cut: cutInto(segmentSeconds),
    video: [],
    audio: audioRendition(trackOf(audio, kbit)),
    windowSegments: windowOf(segmentSeconds, 0),
    delaySeconds: 3 * segmentSeconds,
    edge: live ? liveEdge(start, clock) : wholeTitle,
    sign: signerOf(condition),
  };
}

function trackOf(tracks: readonly Track[], kbit: number): Track {
  return tracks.find((track) => track.kbit === kbit)!;
}

/** A viewer joins anywhere within a segment. */
function phase(seed: number, segmentSeconds: number): number {
  return between(new Random(seed, 'phase'), 0, segmentSeconds);
}
