import { expect, test } from 'vitest';
import { classOf, LABELS, OUTCOMES, VERDICT_CLASSES } from './outcome.ts';

test('labels of a manifest, their outcomes and the classes these belong to', () => {
  expect(Object.entries(LABELS).map(([label, outcome]) => [label, outcome, classOf(outcome)])).toEqual([
    ['live', 'broadcast', 'live'],
    ['vod', 'vod', 'vod'],
    ['call', 'call', 'live'],
    ['audio', 'audio', 'live'],
    ['browse', 'other', 'other'],
    ['idle', 'other', 'other'],
  ]);
});

test('every outcome has a label, every class an outcome', () => {
  expect([...new Set(Object.values(LABELS))].sort()).toEqual([...OUTCOMES].sort());
  expect([...new Set(OUTCOMES.map(classOf))].sort()).toEqual([...VERDICT_CLASSES].sort());
});
