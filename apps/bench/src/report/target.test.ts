import { expect, test } from 'vitest';
import { run } from './run.fixture.ts';
import { targetsOf } from './target.ts';

test('twins, peers, wall clock and rates are held against what was promised; what is missed has its reason', () => {
  expect(targetsOf(run().findings)).toEqual([
    { what: 'forests, big', beside: 'TypeScript', wanted: '≥ 2.5 ×', measured: '3.00 ×', met: true, why: null },
    { what: 'forests, big', beside: 'wall clock', wanted: '≤ 1 ms', measured: '2.00 ms', met: false, why: 'it waits' },
    { what: 'forests, big', beside: 'one core', wanted: '≥ 4.00 M rows/s', measured: '5.00 M rows/s', met: true, why: null },
    { what: 'forests, big', beside: 'C', wanted: '≥ 0.9 ×', measured: '0.500 ×', met: false, why: 'we copy' },
    { what: 'forests, big', beside: 'other | library', wanted: '≥ 4 ×', measured: null, met: null, why: null },
  ]);
});

test('without a promise there is nothing to hold', () => {
  expect(targetsOf(run().findings.slice(1))).toEqual([]);
});
