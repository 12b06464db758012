import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import type { FeatureRow } from '../capture/feature-rows.ts';
import { featureTable } from './feature-table.ts';

const row: FeatureRow = { stage: 'liveness', name: 'longest_gap', unit: 's', description: 'a <b>gap</b>', value: 3.74, training: [0.12, 7.6, 40], classes: null };
const cells = (rows: readonly FeatureRow[]) => [...parseHTML(`<!doctype html>${featureTable(rows).text}`).document.querySelectorAll('th, td')].map((cell) => cell.textContent);

test('a value stands beside the ranges of the classes where they are known', () => {
  expect(cells([{ ...row, classes: { vod: [1, 9.7, 24], broadcast: [0.1, 1.9, 9.4] } }])).toEqual(['feature', 'here', 'broadcast', 'vod', 'longest_gap, s', '3.74', '1.9 (0.1\u00a0…\u00a09.4)', '9.7 (1\u00a0…\u00a024)']);
});

test('and of all training where they are not, which is said', () => {
  expect(cells([row])).toEqual(['feature', 'here', 'in all training', 'longest_gap, s', '3.74', '7.6 (0.12\u00a0…\u00a040)']);
  expect(featureTable([row]).text).toContain('What each class has is not known for this model');
  expect(featureTable([row]).text).toContain('a &lt;b&gt;gap&lt;/b&gt;');
  expect(featureTable([]).text).toContain('too short');
});
