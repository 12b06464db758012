import { accuracy, balancedAccuracy } from '@tunnelscope/model/metrics/accuracy';
import { clusterBootstrap } from '@tunnelscope/model/metrics/cluster-bootstrap';
import type { Outcome } from '@tunnelscope/model/outcome';
import { verdictOf } from '@tunnelscope/model/verdict';
import { SAY_ALWAYS } from '@tunnelscope/model/verdict-rule';
import { expect, test } from 'vitest';
import { balancedInterval, intervals } from './intervals.ts';
import type { Prediction } from './predictions.ts';
import { confusionOf, liveVsVodOf } from './tables.ts';

function prediction(capture: number, outcome: Outcome, live: number): Prediction {
  const outcomes = Float64Array.of(live, 1 - live, 0, 0, 0);
  return { ...verdictOf(outcomes, SAY_ALWAYS, false), outcomes, window: { kind: new Float64Array(0), liveness: new Float64Array(0), outcome, capture, start: 0, seconds: 10, augmented: false } };
}

/** Six pairs of captures of different lengths, some windows of which are judged wrongly, and a call. */
const predictions = [
  ...Array.from({ length: 12 }, (_, capture) => Array.from({ length: 2 + capture }, (__, i) => prediction(capture, capture % 2 === 0 ? 'broadcast' : 'vod', (i * 7 + capture) % 5 === 0 ? 0.4 : capture % 2 === 0 ? 0.9 : 0.2))).flat(),
  prediction(12, 'call', 0.5),
];
const pairOf = ({ window }: Prediction) => Math.floor(window.capture / 2);

test('intervals over clusters are those over windows, with each cluster drawn as a whole', () => {
  const video = predictions.filter(({ window }) => window.outcome !== 'call');
  const slow = (of: readonly Prediction[], metric: (drawn: readonly Prediction[]) => number | null) => {
    const { low, high } = clusterBootstrap(Int32Array.from(of, pairOf), (times) => metric(of.flatMap((one, i) => new Array<Prediction>(times[i]!).fill(one))), { seed: 5 })!;
    return { low, high };
  };
  const found = intervals(predictions, pairOf, 5);
  expect(found.liveVsVodBalancedAccuracy).toEqual(slow(video, (drawn) => balancedAccuracy(liveVsVodOf(drawn))));
  expect(found.liveVsVodAccuracy).toEqual(slow(video, (drawn) => accuracy(liveVsVodOf(drawn))));
  expect(found.accuracy).toEqual(slow(predictions, (drawn) => accuracy(confusionOf(drawn))));
  expect(found.accuracy!.low).toBeLessThan(found.accuracy!.high);
  expect(balancedInterval(predictions, pairOf, 5)).toEqual(found.liveVsVodBalancedAccuracy);
});

test('without two clusters, or where most draws lack a class, there is none', () => {
  expect(balancedInterval(predictions.filter((one) => pairOf(one) === 0), pairOf, 5)).toBeNull();
  expect(balancedInterval(predictions.filter(({ window }) => window.outcome === 'vod'), pairOf, 5)).toBeNull();
  expect(balancedInterval([], pairOf, 5)).toBeNull();
});
