import type { ConditionFigures, Evaluation } from '@tunnelscope/dataset/summary';
import { expect, test } from 'vitest';
import { conditionSection } from './condition-section.ts';

const figures = { captures: 3, windows: 12, accuracy: 0.5, balancedAccuracy: 0.5, liveVsVod: { accuracy: 0.5, balancedAccuracy: 0.975, auc: 0.99 }, coverage: 1, selectiveAccuracy: 0.5, confidenceInterval: { liveVsVodBalancedAccuracy: { low: 0.9, high: 1 } }, surest: [1, 0.5, null] };
const condition = (name: string, part: ConditionFigures['part'], padded = false): ConditionFigures => ({ ...figures, condition: name, value: `${name}!`, part, padded });
const evaluation = (windowSeconds: number, conditions: readonly ConditionFigures[]) => ({ windowSeconds, conditions }) as unknown as Evaluation;
const rows = (text: string) => text.split('\n').filter((line) => /^\| \d/.test(line)).map((line) => line.split(' | ').slice(0, 3).map((cell) => cell.replace(/^\| /, '')));

test('the longest windows by every condition, shorter ones by delivery, with its parts', () => {
  const all = [condition('delivery', 'all'), condition('delivery', 'start'), condition('delivery', 'all', true), condition('HLS, tunnel', 'all')];
  expect(rows(conditionSection([evaluation(30, all), evaluation(60, all)]))).toEqual([
    ['60 s', 'delivery', 'delivery!'], ['60 s', 'delivery, from the start of playback', 'delivery!'], ['60 s', 'delivery, sizes padded to 64 B', 'delivery!'], ['60 s', 'HLS, tunnel', 'HLS, tunnel!'],
    ['30 s', 'delivery', 'delivery!'], ['30 s', 'delivery, from the start of playback', 'delivery!'], ['30 s', 'delivery, sizes padded to 64 B', 'delivery!'],
  ]);
});

test('figures are shares in percent, and a dash where there is none', () => {
  expect(conditionSection([evaluation(60, [condition('delivery', 'all')])])).toContain('| 3 | 12 | 97.5 % (90.0 % … 100.0 %) | 0.99 | 100.0 % | 50.0 % | 100.0 % | 50.0 % | – |');
});

test('a condition of one pair has no interval', () => {
  const alone = { ...condition('delivery', 'all'), confidenceInterval: { liveVsVodBalancedAccuracy: null } };
  expect(conditionSection([evaluation(60, [alone])])).toContain('| 97.5 % | 0.99 |');
});

test('nothing without conditions', () => expect(conditionSection([evaluation(60, [])])).toBe(''));
