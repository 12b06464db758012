import type { Title } from '../media/title.ts';
import type { Condition, VideoActivity } from '../plan/condition.ts';
import { VOD } from '../plan/conditions.fixture.ts';
import type { Clock } from './live-clock.ts';
import type { Programme } from './programme.ts';
import { programmeOf } from './programme-of.ts';

/** A live video in two rungs, 4 s segments, sound apart; unsigned and without delay. */
export function conditionOf(video: Partial<VideoActivity>, origin: Partial<Condition['origin']> = {}, seed = VOD.seed): Condition {
  const activity = { ...(VOD.activity as VideoActivity), live: true, segmentSeconds: 4 as const, topRung: 1, startSeconds: 60, ...video };
  return { ...VOD, seed, activity, origin: { ...VOD.origin, firstByteMilliseconds: 0, signatureBytes: 0, ...origin } };
}

export function videoOf(title: Title, clock: Clock, video: Partial<VideoActivity>, origin: Partial<Condition['origin']> = {}): Programme {
  return programmeOf(conditionOf(video, origin), title, clock)!;
}
