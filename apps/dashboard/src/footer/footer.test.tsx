import { render } from 'ink-testing-library';
import { expect, test } from 'vitest';
import { createTheme } from '../palette/theme.ts';
import type { Frame } from '../state/frame.ts';
import { rowWith } from '../state/row.fixture.ts';
import { INITIAL, type UiState } from '../state/ui-state.ts';
import { Footer } from './footer.tsx';

const rows = [rowWith({ number: 1 }), rowWith({ number: 2 })];
const frame: Frame = {
  now: 0, totals: { flows: 2, verdicts: { live: 2, vod: 0, other: 0, unknown: 0 }, rates: { packets: 0, bits: 0 }, idle: 0, evicted: 0, strayPackets: 0 },
  all: rows, rows, order: [1, 2], filterError: null,
};
const footer = (ui: Partial<UiState>, changes: Partial<Parameters<typeof Footer>[0]> = {}) =>
  render(<Footer ui={{ ...INITIAL, ...ui }} frame={frame} over={false} error={null} width={80} theme={createTheme(false, true)} {...changes} />).lastFrame();

test('keys are named, but what has happened comes first', () => {
  expect(footer({ place: 1 })).toBe('2/2  ? help  / filter  s sort  Enter detail  q quit');
  expect(footer({}, { over: true })).toBe('capture ended, final verdicts  1/2  ? help  / filter  Enter detail  q quit');
  expect(footer({ message: 'wrote it' }, { over: true, error: 'broken' })).toMatch(/^wrote it {2}1\/2/);
  expect(footer({}, { over: true, error: 'broken' })).toMatch(/^broken {2}1\/2/);
  expect(footer({ filter: 'live' })).toMatch(/^\/live {2}1\/2/);
});

test('what is typed is shown, with what is wrong with it', () => {
  expect(footer({ mode: { kind: 'filter', before: '' }, filter: 'li' })).toBe('/li▏  2 of 2 flows');
  expect(footer({ mode: { kind: 'filter', before: '' }, filter: 'rate>' }, { frame: { ...frame, filterError: 'rate>: expected a number' } })).toBe('/rate>▏  rate>: expected a number');
  expect(footer({ mode: { kind: 'export', what: 'flow', file: 'a.csv' } })).toBe('export this flow to: a.csv▏  Tab: flow or table; .csv or .ndjson');
});

test('too long a message is cut', () => {
  expect(footer({ message: 'x'.repeat(100) })).toBe(`${'x'.repeat(79)}…`);
});
