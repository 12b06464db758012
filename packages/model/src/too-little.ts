import { KIND } from './features/kind.ts';
import { featureNames } from './features/schema.ts';
import type { WindowFeatures } from './judge.ts';

/** Less than this cannot be audio or video: the leanest voice codecs send three times as much, headers included. */
const LEAST_MEDIA_RATE = 1000; // B/s

/** Outcomes of a flow that never carries enough for media: a rule, not an estimate; the rest is for what is wrong with every rule. */
export const TOO_LITTLE = Float64Array.of(0.005, 0.005, 0, 0, 0.99);

const [DOWN, UP] = ['rate_down', 'rate_up'].map((name) => featureNames(KIND).indexOf(name)) as [number, number];

/** Bytes a second of a window, both directions. */
export function rateOf({ kind }: Pick<WindowFeatures, 'kind'>): number {
  return 10 ** kind[DOWN]! - 1 + 10 ** kind[UP]! - 1;
}

/** Whether a window carries too little for media: a pause, or no media at all. Alone it does not say which. */
export function hasTooLittle(window: Pick<WindowFeatures, 'kind'>): boolean {
  return rateOf(window) < LEAST_MEDIA_RATE;
}
