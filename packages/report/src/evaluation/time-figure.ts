import { line, ruleY } from '@observablehq/plot';
import type { Figure } from '../figure.ts';
import { legend } from '../figures/legend.ts';
import { shareAxis } from '../figures/axes.ts';
import { numberText, percentText } from '../quantity.ts';
import { lookOf, type Series } from './series.ts';

/** When verdicts on whole flows stand for good; null for evaluations that do not tell. */
export function timeFigure(series: readonly Series[]): Figure | null {
  // Flows are judged as a whole, so evaluations that differ in their windows alone have the same times.
  const known = [...new Map(series.filter(({ evaluation }) => evaluation.timeToVerdict.curve.length > 0).toReversed().map((one) => [JSON.stringify(one.evaluation.timeToVerdict), one])).values()].toReversed();
  if (known.length === 0) return null;
  const last = Math.max(60, ...known.map(({ evaluation }) => evaluation.timeToVerdict.curve.at(-1)!.seconds));
  const first = known[0]!.evaluation.timeToVerdict;
  return {
    name: 'time-to-verdict',
    title: 'Time to the verdict',
    description: `Share of captures whose final verdict stood after so many seconds: half of those with a verdict by ${numberText(first.median)} s, 95 % by ${numberText(first.p95)} s; ${percentText(first.undecided)} stay without one. A verdict is made from the first 5, 10, 15, 20, 30, 45 and 60 s, then from each minute.`,
    plot: (palette) => ({
      width: 560, height: 300, marginTop: known.length > 1 ? 44 : 28,
      x: { domain: [0, last], label: 'seconds from the first packet', labelArrow: 'right' },
      y: shareAxis('captures with their final verdict'),
      marks: [
        ruleY([0], { stroke: palette.dim }),
        ...known.map(({ evaluation: { timeToVerdict: { curve } } }, i) => line([{ seconds: 0, decided: 0 }, ...curve, { seconds: last, decided: curve.at(-1)!.decided }], {
          x: 'seconds', y: 'decided', curve: 'step-after', stroke: lookOf(i).colour(palette), strokeWidth: 1.8, strokeDasharray: lookOf(i).dash,
        })),
        ...(known.length > 1 ? legend(known.map(({ name }, i) => ({ words: name, symbol: lookOf(i).symbol, colour: lookOf(i).colour(palette) }))) : []),
      ],
    }),
    table: {
      columns: ['evaluation', 'seconds', 'captures with their final verdict'],
      rows: known.flatMap(({ name, evaluation }) => evaluation.timeToVerdict.curve.map(({ seconds, decided }) => [name, numberText(seconds), percentText(decided)])),
    },
  };
}
