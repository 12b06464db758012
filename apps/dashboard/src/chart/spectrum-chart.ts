import type { Spectrum } from '@tunnelscope/core/kernels';
import type { Theme } from '../palette/theme.ts';
import { drawAxes } from './axes.ts';
import { drawBars } from './bars.ts';
import { columnMaxima, columnsOf } from './columns.ts';
import { Grid } from './grid.ts';
import { drawNote } from './note.ts';
import { shortNumber } from '../text/quantity.ts';
import { roundScale } from './quantity.ts';

export interface SpectrumChart {
  /** Of a series in bytes: power in bytes² per Hz. */
  readonly spectrum: Spectrum;
  readonly width: number;
  readonly height: number;
}

/** The strongest frequency; null where the series does not vary. */
export function strongest({ frequency, power }: Spectrum): { readonly index: number; readonly hertz: number } | null {
  let index = -1;
  // The constant part says nothing of a rhythm.
  for (let i = 1; i < power.length; i++) if (power[i]! > (index < 0 ? 0 : power[index]!)) index = i;
  return index < 0 ? null : { index, hertz: frequency[index]! };
}

/** The root of a power spectrum as bars, from 0 Hz to its highest frequency; the strongest one is marked. */
export function spectrumChart({ spectrum, width, height }: SpectrumChart, theme: Theme): string[] {
  const grid = new Grid(width, height);
  const peak = strongest(spectrum);
  const roots = spectrum.power.map((power) => Math.sqrt(power));
  const scale = roundScale(peak ? roots[peak.index]! : 0);
  const highest = spectrum.frequency.at(-1) ?? 0.5;
  const unit = theme.unicode ? 'B/√Hz' : 'B/rtHz';
  const plot = drawAxes(grid, theme, {
    y: [{ at: 1, text: `${shortNumber(scale)}${unit}` }, { at: 0, text: '0' }],
    x: [1, 0, 0.2, 0.8, 0.4, 0.6].map((at) => ({ at, text: `${+(at * highest).toFixed(2)}${at === 1 ? ' Hz' : ''}` })),
  });
  if (!peak) {
    drawNote(grid, plot, 'no rhythm');
    return grid.lines(theme);
  }
  const { first, last } = columnsOf(peak.index, plot.width, roots.length);
  const heights = columnMaxima(roots, plot.width).map((root) => root / scale);
  drawBars(grid, plot, heights, theme, (column) => (column >= first && column <= last ? 'peak' : 'bar'));
  return grid.lines(theme);
}
