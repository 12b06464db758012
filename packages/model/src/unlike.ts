import { inputsOf, STAGES, type WindowFeatures } from './judge.ts';
import type { ModelPart, Stage } from './model.ts';

/** A feature whose value lies far outside what the model saw in training. */
export interface UnlikeFeature {
  readonly feature: string;
  readonly value: number;
  /** 0.5 % and 99.5 % quantile over the training windows. */
  readonly low: number;
  readonly high: number;
}

/**
 * Features that lie outside the middle 99 % of training by more than half of that range: there the trees answer with
 * whatever their outermost leaves hold. Monotone inputs do not count: beyond their range more of the same speaks for the
 * same class.
 */
export function unlikeTraining(part: ModelPart, window: WindowFeatures): UnlikeFeature[] {
  return STAGES.flatMap((stage) => {
    const { from, monotone } = inputsOf(stage, part.resolution);
    // Then none counts, and they need not be made.
    if (monotone?.every((direction) => direction !== 0)) return [];
    return outside(part[stage], from(window[stage]), monotone);
  });
}

function outside(stage: Stage, values: Float64Array, monotone: Int8Array | null): UnlikeFeature[] {
  const found: UnlikeFeature[] = [];
  for (const [i, feature] of stage.features.entries()) {
    if (monotone !== null && monotone[i] !== 0) continue;
    const value = values[i]!;
    const low = stage.low[i]!;
    const high = stage.high[i]!;
    const margin = (high - low) / 2;
    // As the forest sees it: a value at the end of a range that is one point must not lie beyond it by rounding.
    const seen = Math.fround(value);
    if (seen < low - margin || seen > high + margin) found.push({ feature, value, low, high });
  }
  return found;
}
