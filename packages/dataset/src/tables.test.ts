import type { Outcome } from '@tunnelscope/model/outcome';
import { verdictOf } from '@tunnelscope/model/verdict';
import { SAY_ALWAYS } from '@tunnelscope/model/verdict-rule';

const HALF = { ...SAY_ALWAYS, least: { live: 0.5, vod: 0.5, other: 0.5 } };
import { expect, test } from 'vitest';
import type { Prediction } from './predictions.ts';
import { confusionOf, liveVsVodOf, probabilityTable, score, subtypeConfusionOf, truths } from './tables.ts';

function prediction(outcome: Outcome, ...outcomes: number[]): Prediction {
  const probabilities = Float64Array.from(outcomes);
  return { ...verdictOf(probabilities, HALF, false), outcomes: probabilities, window: { kind: new Float64Array(0), liveness: new Float64Array(0), outcome, capture: 0, start: 0, seconds: 10, augmented: false } };
}

/** Of broadcast, VOD, call, audio, other. */
const predictions = [
  prediction('broadcast', 0.75, 0.25, 0, 0, 0), // right
  prediction('broadcast', 0.25, 0, 0.75, 0, 0), // live, but a call
  prediction('broadcast', 0.25, 0.75, 0, 0, 0), // VOD
  prediction('broadcast', 0.375, 0.375, 0, 0, 0.25), // unknown
  prediction('vod', 0, 1, 0, 0, 0), // right
  prediction('vod', 1, 0, 0, 0, 0), // live
  prediction('call', 0.25, 0, 0.75, 0, 0), // right
  prediction('audio', 0, 0, 0.25, 0.75, 0), // right
  prediction('other', 0, 0, 0, 0, 1), // right
  prediction('other', 0, 0.375, 0.25, 0, 0.375), // unknown
];
const video = predictions.slice(0, 6);

test('truth and probabilities by class: broadcasts, calls and audio are live', () => {
  expect([...truths(predictions)]).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 2, 2]);
  expect([...probabilityTable(predictions.slice(0, 2))]).toEqual([0.75, 0.25, 0, 1, 0, 0]);
});

test('confusion has live, VOD, other and unknown as columns', () => {
  expect([...confusionOf(predictions).counts]).toEqual([4, 1, 0, 1, 1, 1, 0, 0, 0, 0, 1, 1]);
});

test('broadcast against VOD: a broadcast judged call or unknown is wrong', () => {
  expect([...liveVsVodOf(video).counts]).toEqual([1, 1, 2, 1, 1, 0]);
});

test('the score is how much rather broadcast than VOD', () => {
  expect(video.map(score)).toEqual([0.75, 1, 0.25, 0.5, 0, 1]);
  expect(score(prediction('other', 0, 0, 0, 0, 1))).toBe(0.5);
});

test('live windows by true subtype and the one they were given', () => {
  expect(subtypeConfusionOf(predictions)).toEqual({
    labels: ['broadcast', 'call', 'audio'],
    columns: ['broadcast', 'call', 'audio', 'not live', 'unknown'],
    rows: [[1, 1, 0, 1, 1], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0]],
  });
});
