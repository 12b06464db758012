import type { Evaluation, GroupFigures } from '@tunnelscope/dataset/summary';
import type { Table } from '@tunnelscope/dataset/tables';
import type { VerdictClass } from '@tunnelscope/model/outcome';
import type { Output } from '../output.ts';
import { layOut } from '../table/layout.ts';
import type { TableColumn } from '../table/view.ts';
import { countText, percentText } from '../text/quantity.ts';

type Screen = Pick<Output, 'width' | 'paint'>;

/** An evaluation for people. @param by the column whose groups were held out */
export function evaluationText(evaluation: Evaluation, by: string | null, screen: Screen): string[] {
  const { paint } = screen;
  return [
    ...aboutText(evaluation, by).map((line) => paint('dim', line)),
    '',
    ...layOut(FIGURES, mainFigures(evaluation), screen),
    '',
    ...layOut(confusionColumns(evaluation.confusion, evaluation), evaluation.confusion.labels.map((_, i) => i), screen),
    '',
    ...layOut(tableColumns('TRUE', evaluation.subtypeConfusion), evaluation.subtypeConfusion.labels.map((_, i) => i), screen),
    ...(evaluation.groups === null ? [] : ['', ...layOut(groupColumns(by ?? 'group'), evaluation.groups, screen)]),
  ];
}

function aboutText({ manifest, resolution, windows, windowSeconds, model, seed, engine, seenInTraining }: Evaluation, by: string | null): string[] {
  return [
    `${manifest.map(({ name, sha256 }) => `${name} (${sha256.slice(0, 8)})`).join(', ')} · ${countText(windows)} windows of ${windowSeconds} s · ${resolution} resolution`,
    by === null ? `model ${model.name}${model.hash === null ? '' : ` (${model.hash.slice(0, 8)})`} · engine ${engine}` : `${by} held out · ${model.name} · seed ${seed} · engine ${engine}`,
    ...(seenInTraining ? ['the model has seen these captures in training: the figures say little about others'] : []),
  ];
}

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly interval: string;
}

const FIGURES: readonly TableColumn<Figure>[] = [
  { heading: 'FIGURE', align: 'left', text: ({ name }) => name, importance: Infinity },
  { heading: 'VALUE', align: 'right', text: ({ value }) => value, importance: Infinity },
  { heading: '95 % INTERVAL', align: 'left', text: ({ interval }) => interval, importance: 0 },
];

function mainFigures(evaluation: Evaluation): Figure[] {
  const { liveVsVod, confidenceInterval, timeToVerdict, expectedCalibrationError, rocAuc, trainSeconds } = evaluation;
  const share = (name: string, value: number | null, key: string): Figure => {
    const interval = confidenceInterval[key];
    return { name, value: percentText(value, 1), interval: interval ? `${percentText(interval.low, 1)} … ${percentText(interval.high, 1)}` : '' };
  };
  const area = confidenceInterval.liveVsVodAuc;
  const decimal = (value: number | null) => value?.toFixed(3) ?? '–';
  const seconds = (value: number | null) => (value === null ? '–' : `${Number(value.toFixed(1))} s`);
  return [
    share('accuracy', evaluation.accuracy, 'accuracy'),
    share('balanced accuracy', evaluation.balancedAccuracy, 'balancedAccuracy'),
    share('live against VOD, accuracy', liveVsVod.accuracy, 'liveVsVodAccuracy'),
    share('live against VOD, balanced', liveVsVod.balancedAccuracy, 'liveVsVodBalancedAccuracy'),
    { name: 'live against VOD, AUC', value: decimal(liveVsVod.auc), interval: area ? `${decimal(area.low)} … ${decimal(area.high)}` : '' },
    share('coverage (not unknown)', evaluation.coverage, 'coverage'),
    share('accuracy where not unknown', evaluation.selectiveAccuracy, 'selectiveAccuracy'),
    { name: 'ROC AUC, one against the rest', value: decimal(rocAuc), interval: '' },
    { name: 'expected calibration error', value: decimal(expectedCalibrationError), interval: '' },
    { name: 'time to verdict, median', value: seconds(timeToVerdict.median), interval: '' },
    { name: 'time to verdict, 95 % within', value: seconds(timeToVerdict.p95), interval: '' },
    { name: 'flows without a verdict', value: percentText(timeToVerdict.undecided, 1), interval: '' },
    { name: 'training', value: `${trainSeconds.toFixed(1)} s`, interval: '' },
  ];
}

/** Columns over the row numbers of a table of counts. */
function tableColumns(heading: string, { labels, columns, rows }: Table): TableColumn<number>[] {
  return [
    { heading, align: 'left', text: (row) => labels[row]!, importance: Infinity },
    ...columns.map((name, column): TableColumn<number> => ({
      heading: name.toUpperCase(), align: 'right', importance: Infinity,
      text: (row) => countText(rows[row]![column]!),
      style: (row) => (rows[row]![column] === 0 ? 'dim' : name === labels[row] ? 'green' : null),
    })),
  ];
}

function confusionColumns(confusion: Table, { precision, recall, f1 }: Evaluation): TableColumn<number>[] {
  const metric = (heading: string, values: Record<VerdictClass, number | null>): TableColumn<number> => ({
    heading, align: 'right', importance: 0, text: (row) => percentText(values[confusion.labels[row] as VerdictClass], 1),
  });
  return [...tableColumns('TRUE', confusion), metric('PRECISION', precision), metric('RECALL', recall), metric('F1', f1)];
}

function groupColumns(by: string): TableColumn<GroupFigures>[] {
  const share = (heading: string, importance: number, value: (group: GroupFigures) => number | null): TableColumn<GroupFigures> => ({
    heading, align: 'right', importance, text: (group) => percentText(value(group), 1),
  });
  return [
    { heading: by.toUpperCase(), align: 'left', text: ({ group }) => group, importance: Infinity },
    { heading: 'CAPTURES', align: 'right', text: ({ captures }) => countText(captures), importance: 1 },
    { heading: 'WINDOWS', align: 'right', text: ({ windows }) => countText(windows), importance: 3 },
    share('ACCURACY', Infinity, ({ accuracy }) => accuracy),
    share('BALANCED', 2, ({ balancedAccuracy }) => balancedAccuracy),
    share('LIVE/VOD', 5, ({ liveVsVod }) => liveVsVod.accuracy),
    share('COVERAGE', 4, ({ coverage }) => coverage),
    share('SELECTIVE', 4, ({ selectiveAccuracy }) => selectiveAccuracy),
  ];
}
