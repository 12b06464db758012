import { loadKernels } from '@tunnelscope/core';
import { expect, test } from 'vitest';
import { createTheme } from '../palette/theme.ts';
import { spectrumChart, strongest } from './spectrum-chart.ts';

const kernels = await loadKernels('typescript');
const theme = createTheme(false, true);
const everyFour = Float64Array.from({ length: 120 }, (_, i) => (i % 4 === 0 ? 1e6 : 0));
const spectrum = kernels.welch(everyFour, { samplingRate: 1, segment: 64 });

test('a burst every four seconds stands at a quarter of a hertz', () => {
  expect(strongest(spectrum)?.hertz).toBe(0.25);
  expect(`\n${spectrumChart({ spectrum, width: 50, height: 6 }, theme).join('\n')}`).toMatchInlineSnapshot(`
    "
    2.5MB/√Hz┤                    ▅                   
             │                    █                  ▂
             │                   ▂█▂                ▂█
             │                   ███                ██
            0┤  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁███▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁██
              0      0.1     0.2    0.3     0.4 0.5 Hz"
  `);
});

test('a constant series has no rhythm', () => {
  const flat = kernels.welch(new Float64Array(60).fill(1e5), { samplingRate: 1, segment: 64 });
  expect(strongest(flat)).toBeNull();
  expect(spectrumChart({ spectrum: flat, width: 30, height: 5 }, theme).join('\n')).toContain('no rhythm');
  expect(spectrumChart({ spectrum: { frequency: new Float64Array(0), power: new Float64Array(0) }, width: 30, height: 5 }, theme).join('\n')).toContain('no rhythm');
});

test('any size gives lines of that size', () => {
  for (const [width, height] of [[0, 0], [1, 1], [20, 4], [19, 4], [20, 3], [200, 40]] as const) {
    expect(spectrumChart({ spectrum, width, height }, theme).map((line) => line.length)).toEqual(Array<number>(height).fill(width));
  }
});
