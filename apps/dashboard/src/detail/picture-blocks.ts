import { barChart } from '../chart/bar-chart.ts';
import { drawNote } from '../chart/note.ts';
import { Grid } from '../chart/grid.ts';
import { type Line, lineChart } from '../chart/line-chart.ts';
import { spectrumChart, strongest } from '../chart/spectrum-chart.ts';
import type { FlowPast } from '@tunnelscope/detector/live/flow-past';
import type { VerdictClass } from '@tunnelscope/model/outcome';
import { verdictSymbol } from '../palette/symbols.ts';
import type { Theme } from '../palette/theme.ts';
import type { Downlink } from '@tunnelscope/detector/live/downlink';
import { heading, type Pieces } from './section.ts';
import type { Block } from './stack.ts';

/** Sign of the time between two samples of a line, which tells lines apart without colours. */
const BETWEEN: Readonly<Record<VerdictClass, readonly [unicode: string, ascii: string]>> = { live: ['━', '='], vod: ['─', '-'], other: ['┄', '.'] };

/** A heading and a picture below it. */
function picture(title: string, note: Pieces, most: number, theme: Theme, draw: Block['draw']): Block {
  return { least: 5, most, draw: (width, height) => [heading(title, note, width, theme), ...draw(width, height - 1)] };
}

export function downlinkBlock({ values, peaks, apart }: Downlink, theme: Theme): Block {
  const text = peaks.length === 0 ? 'bytes a second' : `bytes a second, ${peaks.length} peak${peaks.length === 1 ? '' : 's'}${apart === null ? '' : ` ${apart} s apart`}`;
  return picture('DOWNLINK', [[text, 'dim']], 12, theme, (width, height) => barChart({ values, peaks, width, height }, theme));
}

export function spectrumBlock({ spectrum }: Downlink, theme: Theme): Block {
  const peak = spectrum ? strongest(spectrum) : null;
  const note = peak ? `most at ${peak.hertz.toFixed(2)} Hz, every ${(1 / peak.hertz).toFixed(1)} s` : 'of the downlink';
  return picture('SPECTRUM', [[note, 'dim']], 10, theme, (width, height) => {
    if (spectrum) return spectrumChart({ spectrum, width, height }, theme);
    const grid = new Grid(width, height);
    drawNote(grid, { left: 0, top: 0, width: grid.width, height: grid.height }, 'too short for a spectrum');
    return grid.lines(theme);
  });
}

export function probabilityBlock({ probabilitiesOverTime }: Pick<FlowPast, 'probabilitiesOverTime'>, now: number, seconds: number, theme: Theme): Block {
  const classes: readonly VerdictClass[] = ['other', 'vod', 'live'];
  const lines = classes.map(
    (name): Line => ({
      role: name,
      sample: verdictSymbol(name, theme),
      between: BETWEEN[name][theme.unicode ? 0 : 1],
      points: probabilitiesOverTime.map((point) => ({ time: Date.parse(point.time), value: point[name] })),
    }),
  );
  const legend: Pieces = classes.toReversed().map((name) => [`${verdictSymbol(name, theme)} ${name}  `, name] as const);
  return picture('PROBABILITY', legend, 10, theme, (width, height) => lineChart({ lines, now, seconds, width, height }, theme));
}
