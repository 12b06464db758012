import { accuracy, balancedAccuracy, coverage, selectiveAccuracy } from '@tunnelscope/model/metrics/accuracy';
import { rankedAuc } from '@tunnelscope/model/metrics/auc';
import { clusterBootstrap } from '@tunnelscope/model/metrics/cluster-bootstrap';
import type { Confusion } from '@tunnelscope/model/metrics/confusion';
import type { Prediction } from './predictions.ts';
import { confusionOf, liveVsVodOf, score } from './tables.ts';

/** 95 % interval by resampling sessions, or pairs where there are pairs. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Intervals of the main figures; null where too few resamples have the figure. */
export function intervals(predictions: readonly Prediction[], clusterOf: (prediction: Prediction) => number, seed: number): Record<string, Interval | null> {
  const video = predictions.filter(({ window }) => window.outcome === 'broadcast' || window.outcome === 'vod');
  const all = Int32Array.from(predictions, clusterOf);
  const ofVideo = Int32Array.from(video, clusterOf);
  const area = rankedAuc(Float64Array.from(video, score), Uint8Array.from(video, ({ window }) => (window.outcome === 'broadcast' ? 1 : 0)));
  const of = (metric: (matrix: Confusion) => number | null) => interval(all, (weights) => metric(confusionOf(predictions, weights)), seed);
  const pairwise = (metric: (matrix: Confusion) => number | null) => interval(ofVideo, (weights) => metric(liveVsVodOf(video, weights)), seed);
  return {
    accuracy: of(accuracy),
    balancedAccuracy: of(balancedAccuracy),
    coverage: of(coverage),
    selectiveAccuracy: of(selectiveAccuracy),
    liveVsVodAccuracy: pairwise(accuracy),
    liveVsVodBalancedAccuracy: pairwise(balancedAccuracy),
    liveVsVodAuc: interval(ofVideo, area, seed),
  };
}

function interval(groups: Int32Array, metric: (weights: Float64Array) => number | null, seed: number): Interval | null {
  const found = clusterBootstrap(groups, metric, { seed });
  return found && { low: found.low, high: found.high };
}
