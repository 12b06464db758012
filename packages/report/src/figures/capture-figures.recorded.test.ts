import { expect, test } from 'vitest';
import { ZERO_LINE } from '../capture/rhythm.ts';
import { captureFigures } from '../capture-figures.ts';
import { kernels, LIVE, look } from '../look.fixture.ts';
import { shapes } from '../plot/shapes.fixture.ts';
import { spikeTimes } from './spike-times.ts';

const [story] = (await look(LIVE)).stories;
const { rhythm, requests, steps } = story!;
const figures = new Map(captureFigures(story!).map((figure) => [figure.name, figure]));

test('every peak that the kernel finds is drawn', () => {
  const mean = rhythm.perSecond.reduce((a, b) => a + b, 0) / rhythm.perSecond.length;
  const { index } = kernels.findPeaks(rhythm.perSecond, { minHeight: mean });
  expect(index.length).toBeGreaterThan(20);
  expect(shapes(figures.get('bytes-over-time')!, 'path', 'live')).toBe(index.length);
  expect(shapes(spikeTimes(rhythm), 'line', 'live')).toBe(index.length);
  expect(figures.get('bytes-over-time')!.table.rows.filter(([, , , spike]) => spike === 'spike').map(([second]) => Number(second))).toEqual([...index]);
});

test('so is every gap between them', () => {
  expect(shapes(figures.get('leisure-times')!, 'path', 'other')).toBe(rhythm.spikes.length - 1);
  expect(figures.get('leisure-times')!.table.rows.map(([, , gap]) => Number(gap))).toEqual([...kernels.spikeGaps(rhythm.spikes)]);
});

test('a leisure time is told apart from the distance of its spikes', () => {
  const { description, table } = figures.get('leisure-times')!;
  expect(description).toContain('3 s in the median (dashed), of spikes 4 s apart');
  expect(table.columns.slice(2)).toEqual(['leisure time in s', 'spikes apart in s']);
  for (const [, , leisure, apart] of table.rows) expect(Number(apart)).toBe(Number(leisure) + 1);
});

test('bins are drawn above and below the zero line', () => {
  const bins = rhythm.perBin!;
  const zero = figures.get('zero-bins')!;
  expect(shapes(zero, 'line', 'vod')).toBe(bins.filter((bytes) => bytes >= ZERO_LINE).length);
  expect(zero.table.rows.filter(([, , empty]) => empty === 'empty')).toHaveLength(bins.filter((bytes) => bytes < ZERO_LINE).length);
});

test('each request that was answered is drawn as what it is taken for', () => {
  const answered = requests!.requests.filter(({ answerBytes }) => answerBytes > 0);
  const legend = 1;
  for (const [kind, colour] of [['poll', 'live'], ['small', 'other'], ['media', 'vod'], ['rest', 'dim']] as const) {
    const wanted = answered.filter((request) => request.kind === kind).length;
    expect([kind, marks(colour)]).toEqual([kind, wanted + legend]);
  }
});

function marks(colour: 'live' | 'other' | 'vod' | 'dim'): number {
  return shapes(figures.get('requests')!, 'circle', colour) + shapes(figures.get('requests')!, 'path', colour);
}

test('each step of the probability is drawn for each class', () => {
  for (const [name, tag] of [['live', 'circle'], ['vod', 'path'], ['other', 'path']] as const) {
    expect(shapes(figures.get('probability')!, 'path', name) + (tag === 'circle' ? shapes(figures.get('probability')!, 'circle', name) : 0)).toBe(steps.length + 1);
  }
});

test('the spectrum names the rhythm of the segments', () => {
  expect(figures.get('spectrum')!.description).toMatch(/strongest rhythm is at 0\.2\d+ Hz, once in (3\.9|4\.0)\d* s/);
  expect(figures.get('spectrum')!.table.rows).toHaveLength(rhythm.spectrum!.frequency.length);
});
