import { expect, test } from 'vitest';
import { run } from './run.fixture.ts';
import { targetsOf } from './target.ts';

test('twins, peers, wall clock and rates are held against what was promised', () => {
  expect(targetsOf(run().findings)).toEqual([
    { what: 'forests, big', beside: 'TypeScript', wanted: '≥ 2.5 ×', measured: '3.00 ×', met: true },
    { what: 'forests, big', beside: 'wall clock', wanted: '≤ 1 ms', measured: '2.00 ms', met: false },
    { what: 'forests, big', beside: 'one core', wanted: '≥ 4.00 M rows/s', measured: '5.00 M rows/s', met: true },
    { what: 'forests, big', beside: 'C', wanted: '≥ 0.9 ×', measured: '0.500 ×', met: false },
    { what: 'forests, big', beside: 'other | library', wanted: '≥ 4 ×', measured: null, met: null },
  ]);
});

test('without a promise there is nothing to hold', () => {
  expect(targetsOf(run().findings.slice(1))).toEqual([]);
});
