import { type Confusion, confusion, UNKNOWN } from '@tunnelscope/model/metrics/confusion';
import { classOf, VERDICT_CLASSES } from '@tunnelscope/model/outcome';
import type { Prediction } from './predictions.ts';

/** Counts of windows by true label (rows) and prediction (columns). */
export interface Table {
  readonly labels: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/** True class of each prediction, as a number of VERDICT_CLASSES. */
export function truths(predictions: readonly Prediction[]): Uint8Array {
  return Uint8Array.from(predictions, ({ window }) => VERDICT_CLASSES.indexOf(classOf(window.outcome)));
}

/** Predictions × VERDICT_CLASSES. */
export function probabilityTable(predictions: readonly Prediction[]): Float64Array {
  return Float64Array.from(predictions.flatMap(({ probabilities }) => VERDICT_CLASSES.map((name) => probabilities[name])));
}

export function confusionOf(predictions: readonly Prediction[]): Confusion {
  const predicted = Int8Array.from(predictions, ({ verdict }) => (verdict === 'unknown' ? UNKNOWN : VERDICT_CLASSES.indexOf(verdict)));
  return confusion(truths(predictions), predicted, VERDICT_CLASSES.length);
}

/** Broadcasts (0) against VOD (1): a broadcast judged call or audio, other or unknown is wrong, and so is VOD. */
export function liveVsVodOf(video: readonly Prediction[]): Confusion {
  const truth = Uint8Array.from(video, ({ window }) => (window.outcome === 'vod' ? 1 : 0));
  const predicted = Int8Array.from(video, ({ verdict, subtype }) => (subtype === 'broadcast' ? 0 : verdict === 'vod' ? 1 : UNKNOWN));
  return confusion(truth, predicted, 2);
}

/** Video (0), live or on demand, against all else (1), by which of the two is more probable. */
export function videoVsRestOf(predictions: readonly Prediction[]): Confusion {
  const truth = Uint8Array.from(predictions, ({ window }) => (window.outcome === 'broadcast' || window.outcome === 'vod' ? 0 : 1));
  const predicted = Int8Array.from(predictions, ({ outcomes }) => (outcomes[0]! + outcomes[1]! >= 0.5 ? 0 : 1));
  return confusion(truth, predicted, 2);
}

/** How much rather broadcast than VOD: the score that their ROC curve is drawn from. */
export function score({ outcomes }: Prediction): number {
  const [broadcast, vod] = outcomes as unknown as [number, number];
  return broadcast + vod === 0 ? 0.5 : broadcast / (broadcast + vod);
}

const SUBTYPES = ['broadcast', 'call', 'audio'] as const;

/** Live windows by their true subtype and the one they were given. */
export function subtypeConfusionOf(predictions: readonly Prediction[]): Table {
  const columns = [...SUBTYPES, 'not live', 'unknown'];
  const rows = SUBTYPES.map((truth) => {
    const counts = columns.map(() => 0);
    for (const { window, verdict, subtype } of predictions) {
      if (window.outcome !== truth) continue;
      counts[columns.indexOf(subtype ?? (verdict === 'unknown' ? 'unknown' : 'not live'))]!++;
    }
    return counts;
  });
  return { labels: SUBTYPES, columns, rows };
}
