import { dot, line, link, type Markish, ruleY } from '@observablehq/plot';
import type { Evaluation } from '@tunnelscope/dataset/summary';
import type { Figure, Table } from '../figure.ts';
import { legend } from '../figures/legend.ts';
import { shareAxis } from '../figures/axes.ts';
import type { Palette } from '../plot/palette.ts';
import { numberText, percentText } from '../quantity.ts';
import { lookOf, type Series } from './series.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  /** Windows that it stands for; null where that is not its size. */
  readonly rows: number | null;
}

interface Curve {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly points: (evaluation: Evaluation) => readonly Point[];
  readonly x: string;
  readonly y: string;
  /** Lowest accuracy that the picture shows. */
  readonly from: number;
  readonly diagonal: boolean;
  readonly table: (series: readonly Series[]) => Table;
}

const SQUARE = { width: 560, height: 420 };
const rowsOf = (columns: readonly string[], rows: (evaluation: Evaluation) => readonly (readonly string[])[]) => (series: readonly Series[]): Table => ({
  columns: ['evaluation', ...columns], rows: series.flatMap(({ name, evaluation }) => rows(evaluation).map((row) => [name, ...row])),
});

const ROC: Curve = {
  name: 'roc',
  title: 'ROC of live against VOD',
  description: 'Live broadcasts that are found against VOD that is taken for live, as the threshold falls. Along the diagonal a model guesses.',
  points: ({ roc }) => roc.map(({ falsePositiveRate, truePositiveRate }) => ({ x: falsePositiveRate, y: truePositiveRate, rows: null })),
  x: 'VOD taken for live', y: 'live found', from: 0, diagonal: true,
  table: rowsOf(['threshold', 'VOD taken for live', 'live found'], ({ roc }) => roc.map(({ threshold, falsePositiveRate, truePositiveRate }) => [numberText(threshold), percentText(falsePositiveRate), percentText(truePositiveRate)])),
};

const CALIBRATION: Curve = {
  name: 'calibration',
  title: 'Calibration',
  description: 'Windows of similar confidence (15 bins of equally many): how sure the verdicts are, and how often they are right. On the diagonal they are as often right as they say; below it they are too sure.',
  points: ({ calibration }) => calibration.map(({ confidence, accuracy, rows }) => ({ x: confidence, y: accuracy, rows })),
  x: 'mean probability of the likely class', y: 'right', from: 0, diagonal: true,
  table: rowsOf(['windows', 'mean probability', 'right'], ({ calibration }) => calibration.map(({ rows, confidence, accuracy }) => [numberText(rows), percentText(confidence), percentText(accuracy)])),
};

const COVERAGE: Curve = {
  name: 'coverage',
  title: 'Accuracy against coverage',
  description: 'If only the surest verdicts are given: the share of windows that get one, and how many of these are right.',
  points: ({ coverageCurve }) => coverageCurve.map(({ coverage, selectiveAccuracy }) => ({ x: coverage, y: selectiveAccuracy, rows: null })),
  x: 'windows with a verdict', y: 'right among them', from: 0.5, diagonal: false,
  table: rowsOf(['least probability', 'windows with a verdict', 'right among them'], ({ coverageCurve }) => coverageCurve.map(({ threshold, coverage, selectiveAccuracy }) => [numberText(threshold), percentText(coverage), percentText(selectiveAccuracy)])),
};

/** ROC, calibration, and accuracy against coverage, of up to MOST_SERIES evaluations each. */
export function curveFigures(series: readonly Series[]): Figure[] {
  return [ROC, CALIBRATION, COVERAGE].filter((curve) => series.some(({ evaluation }) => curve.points(evaluation).length > 0)).map((curve) => curveFigure(curve, series));
}

function curveFigure({ name, title, description, points, x, y, from, diagonal, table }: Curve, series: readonly Series[]): Figure {
  return {
    name, title, description,
    plot: (palette) => {
      const lowest = Math.min(from, ...(diagonal ? [] : series.flatMap(({ evaluation }) => points(evaluation).map((point) => point.y))));
      return {
        ...SQUARE,
        marginTop: series.length > 1 ? 44 : 28,
        x: shareAxis(x, 'right'),
        y: { ...shareAxis(y), domain: [Math.floor(10 * lowest) / 10, 1] },
        r: { range: [0, 5] },
        marks: [
          ...(diagonal ? [link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: palette.dim, strokeDasharray: '2 4' })] : []),
          ruleY([Math.floor(10 * lowest) / 10], { stroke: palette.dim }),
          ...series.flatMap(({ evaluation }, i) => drawn(points(evaluation), i, palette)),
          ...(series.length > 1 ? legend(series.map(({ name: words }, i) => ({ words, symbol: lookOf(i).symbol, colour: lookOf(i).colour(palette) }))) : []),
        ],
      };
    },
    table: table(series),
  };
}

function drawn(points: readonly Point[], i: number, palette: Palette): Markish[] {
  const { colour, symbol, dash } = lookOf(i);
  const stroke = colour(palette);
  const step = Math.max(1, Math.floor(points.length / 9));
  const marked = points[0]?.rows === null ? points.filter((_, at) => at % step === step - 1) : points;
  return [
    line(points, { x: 'x', y: 'y', stroke, strokeWidth: 1.8, strokeDasharray: dash }),
    dot(marked, { x: 'x', y: 'y', symbol, fill: stroke, stroke: palette.page, strokeWidth: 0.6, r: 3.6 }),
  ];
}
