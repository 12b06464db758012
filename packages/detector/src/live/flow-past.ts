import type { Model } from '@tunnelscope/model';
import type { VerdictClass } from '@tunnelscope/model/outcome';
import type { Reason } from '@tunnelscope/model/reasons';
import { isoTime } from './flow-line.ts';
import type { LiveFlow } from './live-flow.ts';
import { likelyOf, reasonsOf } from './reasons.ts';
import { SECONDS_KEPT } from './seconds-ring.ts';

/** A flow's last minutes, and why it is judged as it is, as JSON. */
export interface FlowPast {
  /** Bytes of each of the last full seconds, the latest at the end; `start` is ISO 8601. */
  readonly series: { readonly start: string; readonly seconds: number; readonly bytesDown: readonly number[]; readonly bytesUp: readonly number[] };
  /** What was believed at each step, oldest first. */
  readonly probabilitiesOverTime: readonly ({ readonly time: string } & Readonly<Record<VerdictClass, number>>)[];
  /** The class that the reasons are about, whether or not it is enough for a verdict; null before the first window. */
  readonly likely: VerdictClass | null;
  readonly reasons: readonly Reason[];
}

/** @param now epoch ms of the stream */
export function flowPast(flow: LiveFlow, now: number, model: Model): FlowPast {
  const end = Math.floor(now / 1000);
  const seconds = Math.max(0, Math.min(SECONDS_KEPT, end - Math.floor(flow.start / 1000)));
  const clientIsA = flow.side.side === 'a';
  return {
    series: {
      start: isoTime(1000 * (end - seconds)), seconds,
      bytesDown: Array.from(flow.seconds.read(end, seconds, !clientIsA)), bytesUp: Array.from(flow.seconds.read(end, seconds, clientIsA)),
    },
    probabilitiesOverTime: flow.trail.points().map(({ time, probabilities }) => ({ time: isoTime(time), ...probabilities })),
    likely: likelyOf(flow),
    reasons: reasonsOf(flow, model)?.reasons ?? [],
  };
}
