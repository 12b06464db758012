import type { Evaluation } from '@tunnelscope/dataset/summary';
import { classFigure } from './evaluation/class-figure.ts';
import { confusionFigure, subtypeFigure } from './evaluation/confusion-figure.ts';
import { curveFigures } from './evaluation/curves.ts';
import { groupFigure } from './evaluation/group-figure.ts';
import type { Series } from './evaluation/series.ts';
import { timeFigure } from './evaluation/time-figure.ts';
import type { Figure } from './figure.ts';

/** The pictures of one evaluation. */
export function evaluationFigures(evaluation: Evaluation): Figure[] {
  const series = [{ name: 'all', evaluation }];
  const subtypes = evaluation.subtypeConfusion.rows.flat().some((count) => count > 0);
  return [confusionFigure(evaluation), ...(subtypes ? [subtypeFigure(evaluation)] : []), classFigure(evaluation), ...comparedFigures(series), groupFigure(evaluation)].filter((figure) => figure !== null);
}

/** The pictures that hold several evaluations. */
export function comparedFigures(series: readonly Series[]): Figure[] {
  return [...curveFigures(series), timeFigure(series)].filter((figure) => figure !== null);
}
