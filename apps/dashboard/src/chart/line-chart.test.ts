import { expect, test } from 'vitest';
import { createTheme } from '../palette/theme.ts';
import { type Line, lineChart } from './line-chart.ts';

const theme = createTheme(false, true);
const live: Line = { role: 'live', sample: '●', between: '━', points: [{ time: 20_000, value: 0.5 }, { time: 30_000, value: 1 }, { time: 60_000, value: 1 }] };
const vod: Line = { role: 'vod', sample: '■', between: '─', points: live.points.map(({ time, value }) => ({ time, value: 1 - value })) };

test('values hold until the next one', () => {
  expect(`\n${lineChart({ lines: [vod, live], now: 60_000, seconds: 60, width: 30, height: 6 }, theme).join('\n')}`).toMatchInlineSnapshot(`
    "
    100 %┤           ●●━━━━━━━━━━●
         │                        
     50 %┤        ●━━             
         │                        
      0 %┤           ■■──────────■
          −60 s     −30 s      now"
  `);
});

test('what was before the left edge still holds', () => {
  const [top] = lineChart({ lines: [live], now: 100_000, seconds: 20, width: 30, height: 6 }, theme);
  expect(top).toBe('100 %┤━━━━━━━━━━━━━━━━━━━━━━━━');
});

test('nothing judged yet is said, and what is no number is left out', () => {
  for (const points of [[], [{ time: 0, value: Number.NaN }]]) {
    expect(lineChart({ lines: [{ ...live, points }], now: 60_000, seconds: 60, width: 30, height: 6 }, theme).join('\n')).toContain('nothing judged yet');
  }
});

test('any size gives lines of that size', () => {
  for (const [width, height] of [[0, 0], [1, 1], [20, 4], [19, 4], [20, 3], [200, 40]] as const) {
    expect(lineChart({ lines: [live], now: 60_000, seconds: 60, width, height }, theme).map((line) => line.length)).toEqual(Array<number>(height).fill(width));
  }
});
