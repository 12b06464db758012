import type { Model } from '@tunnelscope/model';
import { KIND } from '@tunnelscope/model/features/kind';
import { featureNames } from '@tunnelscope/model/features/schema';
import { VERDICT_CLASSES, type VerdictClass } from '@tunnelscope/model/outcome';
import { partFor } from '@tunnelscope/model/part';
import { explain, type Reason } from '@tunnelscope/model/reasons';
import { hasTooLittle, rateOf } from '@tunnelscope/model/too-little';
import type { WindowSample } from '../flow-record.ts';
import type { LiveFlow } from './live-flow.ts';

const MOST_REASONS = 4;

/** What speaks for and against the likely class of a flow's last window. */
export interface Reasons {
  readonly likely: VerdictClass;
  readonly reasons: readonly Reason[];
}

const known = new WeakMap<object, Reasons>();

/** The class that a flow most likely belongs to, whether or not it is enough for a verdict; null if nothing was judged. */
export function likelyOf(flow: LiveFlow): VerdictClass | null {
  if (flow.policy.current) return flow.policy.current.likely;
  const last = flow.trail.points().at(-1);
  if (!last) return null;
  return VERDICT_CLASSES.reduce((best, name) => (last.probabilities[name] > last.probabilities[best] ? name : best));
}

/** Why a flow's last window is judged as it is, worked out once a window; null before the first. */
export function reasonsOf(flow: LiveFlow, model: Model): Reasons | null {
  const { window } = flow;
  const likely = likelyOf(flow);
  if (!window || likely === null) return null;
  const before = known.get(window);
  if (before?.likely === likely) return before;
  const reasons = { likely, reasons: hasTooLittle(window) ? [tooLittle(window)] : explain(partFor(model, flow.resolution, window.seconds), [window], likely, MOST_REASONS) };
  known.set(window, reasons);
  return reasons;
}

function tooLittle(window: WindowSample): Reason {
  const value = window.kind[featureNames(KIND).indexOf('rate_down')]!;
  return { feature: 'rate_down', value, effect: 0, text: `the last minute carries ${Math.round(rateOf(window))} bytes a second: too little for audio or video` };
}
