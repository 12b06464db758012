import { accuracy, balancedAccuracy, coverage, selectiveAccuracy } from '@tunnelscope/model/metrics/accuracy';
import { auc } from '@tunnelscope/model/metrics/auc';
import type { Prediction } from './predictions.ts';
import { confusionOf, liveVsVodOf, score } from './tables.ts';

/** The main figures, of all windows or of one group's. */
export interface Figures {
  readonly windows: number;
  readonly accuracy: number | null;
  readonly balancedAccuracy: number | null;
  readonly liveVsVod: { readonly accuracy: number | null; readonly balancedAccuracy: number | null; readonly auc: number | null };
  readonly coverage: number | null;
  readonly selectiveAccuracy: number | null;
}

/** Their main figures; balanced ones are null where a class is missing. */
export function figures(predictions: readonly Prediction[]): Figures {
  const matrix = confusionOf(predictions);
  const video = predictions.filter(isVideo);
  const liveVsVod = liveVsVodOf(video);
  return {
    windows: predictions.length,
    accuracy: accuracy(matrix),
    balancedAccuracy: balancedAccuracy(matrix),
    liveVsVod: {
      accuracy: accuracy(liveVsVod),
      balancedAccuracy: balancedAccuracy(liveVsVod),
      auc: auc(Float64Array.from(video, score), Uint8Array.from(video, isLive)),
    },
    coverage: coverage(matrix),
    selectiveAccuracy: selectiveAccuracy(matrix),
  };
}

/** How many captures the windows are from. */
export function capturesOf(predictions: readonly Prediction[]): number {
  return new Set(predictions.map(({ window }) => window.capture)).size;
}

/** Whether a window is of video, live or on demand. */
export function isVideo({ window }: Prediction): boolean {
  return window.outcome === 'broadcast' || window.outcome === 'vod';
}

/** 1 for a window of live video. */
export function isLive({ window }: Prediction): number {
  return window.outcome === 'broadcast' ? 1 : 0;
}
