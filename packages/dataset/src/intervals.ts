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
  const area = rankedAuc(Float64Array.from(video, score), Uint8Array.from(video, isLive));
  const all = clusterTables(predictions, clusterOf, confusionOf);
  const liveVsVod = clusterTables(video, clusterOf, liveVsVodOf);
  return {
    accuracy: tableInterval(all, accuracy, seed),
    balancedAccuracy: tableInterval(all, balancedAccuracy, seed),
    coverage: tableInterval(all, coverage, seed),
    selectiveAccuracy: tableInterval(all, selectiveAccuracy, seed),
    liveVsVodAccuracy: tableInterval(liveVsVod, accuracy, seed),
    liveVsVodBalancedAccuracy: tableInterval(liveVsVod, balancedAccuracy, seed),
    liveVsVodAuc: interval(Int32Array.from(video, clusterOf), area, seed),
  };
}

/** Interval of the balanced accuracy of live against VOD; null where too few resamples have both. */
export function balancedInterval(predictions: readonly Prediction[], clusterOf: (prediction: Prediction) => number, seed: number): Interval | null {
  return tableInterval(clusterTables(predictions.filter(isVideo), clusterOf, liveVsVodOf), balancedAccuracy, seed);
}

/** The confusion of each cluster, in the order in which clusters first appear. */
function clusterTables(predictions: readonly Prediction[], clusterOf: (prediction: Prediction) => number, of: (some: readonly Prediction[]) => Confusion): Confusion[] {
  return [...Map.groupBy(predictions, clusterOf).values()].map((some) => of(some));
}

/** Interval of what follows from a confusion. A draw adds up the clusters' tables, which are few, and looks at no window; sums of counts are exact. */
function tableInterval(tables: readonly Confusion[], metric: (matrix: Confusion) => number | null, seed: number): Interval | null {
  const { classes = 0, counts: { length } = [] } = tables[0] ?? {};
  const counts = new Float64Array(length);
  return interval(Int32Array.from(tables.keys()), (weights) => {
    counts.fill(0);
    for (let i = 0; i < tables.length; i++) {
      for (let cell = 0; cell < length; cell++) counts[cell]! += weights[i]! * tables[i]!.counts[cell]!;
    }
    return metric({ classes, counts });
  }, seed);
}

function interval(groups: Int32Array, metric: (weights: Float64Array) => number | null, seed: number): Interval | null {
  const found = clusterBootstrap(groups, metric, { seed });
  return found && { low: found.low, high: found.high };
}
