/** What a window can be, as finely as a model tells it. The columns of every table of outcomes, in this order. */
export const OUTCOMES = ['broadcast', 'vod', 'call', 'audio', 'other'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The classes of a verdict, in the order of tables and confusion matrices. */
export const VERDICT_CLASSES = ['live', 'vod', 'other'] as const;
export type VerdictClass = (typeof VERDICT_CLASSES)[number];

/** What live traffic is a case of. */
export type Subtype = 'broadcast' | 'call' | 'audio';

/** Labels that a manifest may carry, and what they are. */
export const LABELS: Readonly<Record<string, Outcome>> = {
  live: 'broadcast',
  vod: 'vod',
  call: 'call',
  audio: 'audio',
  browse: 'other',
  idle: 'other',
};

/** The class of a verdict that an outcome belongs to: broadcasts, calls and live audio are all live. */
export function classOf(outcome: Outcome): VerdictClass {
  return outcome === 'vod' || outcome === 'other' ? outcome : 'live';
}

/** The kind of traffic that the first stage decides on. */
export const KINDS = ['video', 'call', 'audio', 'other'] as const;

/** What the second stage decides on, given video. */
export const VIDEO = ['live', 'vod'] as const;
