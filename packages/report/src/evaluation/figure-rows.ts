import type { Evaluation } from '@tunnelscope/dataset/summary';
import type { Table } from '../figure.ts';
import { numberText, percentText } from '../quantity.ts';
import { areaText, shareText } from './interval-text.ts';

/** The main figures of evaluations, a row each, with their 95 % intervals. */
export function figureTable(evaluations: readonly Evaluation[]): Table {
  return {
    columns: ['held out', 'resolution', 'window', 'windows', 'live against VOD, balanced', 'AUC', 'accuracy, all classes', 'coverage', 'right among the covered', 'video told from all else, balanced', 'calibration error', 'time to verdict, median / 95 %'],
    rows: evaluations.map((one) => [
      one.by ?? 'nothing', one.resolution, `${one.windowSeconds} s`, numberText(one.windows),
      shareText(one.liveVsVod.balancedAccuracy, one.confidenceInterval.liveVsVodBalancedAccuracy), areaText(one.liveVsVod.auc, one.confidenceInterval.liveVsVodAuc),
      shareText(one.accuracy, one.confidenceInterval.accuracy), shareText(one.coverage, one.confidenceInterval.coverage),
      shareText(one.selectiveAccuracy, one.confidenceInterval.selectiveAccuracy), percentText(one.videoVsRest?.balancedAccuracy ?? null), one.expectedCalibrationError?.toFixed(3) ?? '–',
      `${numberText(one.timeToVerdict.median)} / ${numberText(one.timeToVerdict.p95)} s, ${percentText(one.timeToVerdict.undecided)} undecided`,
    ]),
  };
}
