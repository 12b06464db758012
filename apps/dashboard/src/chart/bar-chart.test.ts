import { expect, test } from 'vitest';
import { createTheme } from '../palette/theme.ts';
import { barChart } from './bar-chart.ts';

const unicode = createTheme(false, true);
const ascii = createTheme(false, false);
const values = Float64Array.of(0, 0, 2e6, 0, 1e6, 0, 0, 500_000, 0, 0);

test('bars have a scale with units, a time axis, and signs above peaks', () => {
  expect(`\n${barChart({ values, peaks: [2, 4], width: 28, height: 6 }, unicode).join('\n')}`).toMatchInlineSnapshot(`
    "
           │    ▾               
    2.0MB/s┤    ██              
           │    ██  ▾           
           │    ██  ██          
          0┤    ██  ██    ██    
            −10 s   −5 s     now"
  `);
});

test('without symbols beyond ASCII', () => {
  expect(`\n${barChart({ values, peaks: [2, 4], width: 20, height: 4 }, ascii).join('\n')}`).toMatchInlineSnapshot(`
    "
    2.0MB/s+   # v      
           |   # .      
          0+   # #   :  
            -10 s    now"
  `);
});

test('a column that stands for several seconds shows the largest of them', () => {
  const long = new Float64Array(300);
  long[151] = 1e6;
  const lines = barChart({ values: long, peaks: [151], width: 40, height: 6 }, ascii);
  expect(lines.join('').match(/#/g)).toHaveLength(4);
  expect(lines[0]).toMatch(/^ +\| +v +$/);
});

test('peaks have a colour of their own', () => {
  expect(barChart({ values, peaks: [2], width: 28, height: 6 }, createTheme(true, true)).join('')).toContain('\u001b[1m\u001b[38;5;172m██\u001b[39m\u001b[22m');
});

test('no traffic is said, and what is no number is none', () => {
  for (const nothing of [new Float64Array(0), new Float64Array(60), new Float64Array(60).fill(Number.NaN)]) {
    expect(barChart({ values: nothing, peaks: [], width: 30, height: 5 }, ascii).join('\n')).toContain('no traffic');
  }
  expect(barChart({ values: Float64Array.of(Number.NaN, 1000, Number.POSITIVE_INFINITY), peaks: [], width: 30, height: 5 }, ascii).join('\n')).toContain('1.0kB/s');
});

test('any size gives lines of that size', () => {
  for (let width = 0; width <= 45; width++) {
    for (let height = 0; height <= 9; height++) {
      const lines = barChart({ values, peaks: [2, 4, 7], width, height }, unicode);
      expect(lines.map((line) => line.length)).toEqual(Array<number>(height).fill(width));
    }
  }
});
