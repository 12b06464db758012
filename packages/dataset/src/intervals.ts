import { accuracy, balancedAccuracy, coverage, selectiveAccuracy } from '@tunnelscope/model/metrics/accuracy';
import { rankedAuc } from '@tunnelscope/model/metrics/auc';
import { clusterBootstrap } from '@tunnelscope/model/metrics/cluster-bootstrap';
import type { Confusion } from '@tunnelscope/model/metrics/confusion';
import type { Prediction } from './predictions.ts';
import { confusionOf, liveVsVodOf, score } from './tables.ts';
import { isLive, isVideo } from './window-figures.ts';

/** 95 % interval by resampling sessions, or pairs where there are pairs. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Intervals of the main figures; null where too few resamples have the figure. */
export function intervals(predictions: readonly Prediction[], clusterOf: (prediction: Prediction) => number, seed: number): Record<string, Interval | null> {
  const video = predictions.filter(isVideo);
  const all = Int32Array.from(predictions, clusterOf);
  const ofVideo = Int32Array.from(video, clusterOf);
  const area = rankedAuc(Float64Array.from(video, score), Uint8Array.from(video, isLive));
  const of = (metric: (matrix: Confusion) => number | null) => interval(all, (weights) => metric(confusionOf(predictions, weights)), seed);
  const pairwise = (metric: (matrix: Confusion) => number | null) => interval(ofVideo, (weights) => metric(liveVsVodOf(video, weights)), seed);
  return {
    accuracy: of(accuracy),
    balancedAccuracy: of(balancedAccuracy),
    coverage: of(coverage),
    selectiveAccuracy: of(selectiveAccuracy),
    liveVsVodAccuracy: pairwise(accuracy),
    liveVsVodBalancedAccuracy: balancedInterval(predictions, clusterOf, seed),
    liveVsVodAuc: interval(ofVideo, area, seed),
  };
}

/** Interval of the balanced accuracy of live against VOD; null where too few resamples have both. Cheap: a draw looks at clusters, not at windows. */
export function balancedInterval(predictions: readonly Prediction[], clusterOf: (prediction: Prediction) => number, seed: number): Interval | null {
  const tables = [...Map.groupBy(predictions.filter(isVideo), clusterOf).values()].map((of) => liveVsVodOf(of).counts);
  const counts = new Float64Array(tables[0]?.length ?? 0);
  return interval(Int32Array.from(tables.keys()), (weights) => {
    counts.fill(0);
    for (let i = 0; i < tables.length; i++) {
      for (let cell = 0; cell < counts.length; cell++) counts[cell]! += weights[i]! * tables[i]![cell]!;
    }
    return balancedAccuracy({ classes: 2, counts });
  }, seed);
}

function interval(groups: Int32Array, metric: (weights: Float64Array) => number | null, seed: number): Interval | null {
  const found = clusterBootstrap(groups, metric, { seed });
  return found && { low: found.low, high: found.high };
}
