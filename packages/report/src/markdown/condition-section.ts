import type { ConditionFigures, Evaluation } from '@tunnelscope/dataset/summary';
import { shareText } from '../evaluation/interval-text.ts';
import { numberText, percentText } from '../quantity.ts';
import { tableText } from './table-text.ts';

const PARTS = { all: '', start: 'from the start of playback', middle: 'from 30 s on' } as const;

/**
 * Live against VOD by what recordings differ in: of the longest windows every condition, of the shorter ones those of deliveries and
 * of manifests.
 * Empty where no capture has a condition.
 * @param alike evaluations that differ in the length of their windows alone
 */
export function conditionSection(alike: readonly Evaluation[]): string {
  const longest = Math.max(...alike.map(({ windowSeconds }) => windowSeconds));
  const rows = alike.toSorted((a, b) => b.windowSeconds - a.windowSeconds).flatMap(({ windowSeconds, conditions }) => conditions
    .filter(({ condition }) => windowSeconds === longest || condition === 'delivery' || condition === 'manifest')
    .map((one) => rowOf(one, windowSeconds)));
  if (rows.length === 0) return '';
  return `### By condition

Live against VOD of the captures with a condition, and of each manifest; unknown counts as wrong in the balanced accuracy. Its
intervals are 95 %, from resamples of pairs or sessions; where there are fewer than two of them there is none, and one from 100 % to
100 % says that no window was judged wrongly, not that none could be. The last three columns are the accuracy of the more probable class
among the surest windows: the curve of accuracy against coverage, told at three places.

${tableText({
    columns: ['window', 'condition', '', 'captures', 'windows', 'balanced', 'AUC', 'coverage', 'right among the covered', 'surest 80 %', 'surest 50 %', 'surest 30 %'],
    rows,
  })}`;
}

function rowOf({ condition, value, part, padded, captures, windows, liveVsVod, confidenceInterval, coverage, selectiveAccuracy, surest }: ConditionFigures, seconds: number): string[] {
  return [
    `${seconds} s`, [condition, PARTS[part], padded ? 'sizes padded to 64 B' : ''].filter(Boolean).join(', '), value, numberText(captures), numberText(windows),
    shareText(liveVsVod.balancedAccuracy, confidenceInterval.liveVsVodBalancedAccuracy), numberText(liveVsVod.auc), percentText(coverage), percentText(selectiveAccuracy), ...surest.map((share) => percentText(share)),
  ];
}
