import { dot, lineY, ruleY } from '@observablehq/plot';
import { VERDICT_CLASSES } from '@tunnelscope/model/outcome';
import type { ProbabilityStep } from '../capture/probability-steps.ts';
import type { Figure } from '../figure.ts';
import { MARKS } from '../plot/verdict-mark.ts';
import { clockText, percentText } from '../quantity.ts';
import { shareAxis, timeAxis } from './axes.ts';
import { legend } from './legend.ts';

/** What the last minute says, as time goes by. */
export function probabilityFigure(steps: readonly ProbabilityStep[], seconds: number): Figure {
  const silent = steps.filter(({ verdict }) => verdict === null).length;
  return {
    name: 'probability',
    title: 'Probability over time',
    description: `Calibrated probabilities of live, VOD and other from the last minute at each moment (from all there is before the first minute is over), each window judged alone.${silent > 0 ? ` ${silent} of ${steps.length} windows have too little traffic to say anything.` : ''}`,
    plot: (palette) => ({
      height: 240,
      marginTop: 44,
      x: timeAxis(seconds),
      y: shareAxis('probability'),
      marks: [
        ruleY([0.5], { stroke: palette.dim, strokeDasharray: '2 4' }),
        ruleY([0], { stroke: palette.dim }),
        ...VERDICT_CLASSES.flatMap((name) => {
          const rows = steps.map(({ time, verdict }) => ({ time, value: verdict === null ? Number.NaN : verdict.probabilities[name] }));
          return [
            lineY(rows, { x: 'time', y: 'value', stroke: palette[name], strokeWidth: 1.8 }),
            dot(rows, { x: 'time', y: 'value', symbol: MARKS[name], fill: palette[name], r: 3.4, stroke: palette.page, strokeWidth: 0.6 }),
          ];
        }),
        ...legend(VERDICT_CLASSES.map((name) => ({ words: name, symbol: MARKS[name], colour: palette[name] }))),
      ],
    }),
    table: {
      columns: ['time', 'window in s', ...VERDICT_CLASSES, 'verdict'],
      rows: steps.map(({ time, seconds: length, verdict }) => [clockText(time), String(length), ...VERDICT_CLASSES.map((name) => percentText(verdict?.probabilities[name] ?? null)), verdict?.verdict ?? 'too little traffic']),
    },
  };
}
