import type { Classifier } from '@tunnelscope/dataset/comparison/classifier';
import type { Contest } from '@tunnelscope/dataset/comparison/compare';
import type { ClassifierComparison } from '@tunnelscope/dataset/comparison/compare-manifests';
import type { Output } from '../output.ts';
import { layOut } from '../table/layout.ts';
import type { TableColumn } from '../table/view.ts';
import { countText, percentText } from '../text/quantity.ts';
import { providersText } from './providers-text.ts';

type Screen = Pick<Output, 'width' | 'paint'>;

/** A classifier on a set of features: both ways of holding out, side by side. */
interface Row {
  readonly random: Contest;
  readonly held: Contest;
}

/** Classifiers side by side, for people. @param by the column whose groups were held out */
export function comparisonText(comparison: ClassifierComparison, classifiers: readonly Classifier[], by: string, screen: Screen): string[] {
  const { manifest, windowSeconds, resolution, seed, engine, contests, providers } = comparison;
  const dim = (line: string) => screen.paint('dim', line);
  const tasks = [...new Set(contests.map(({ task }) => task))];
  return [
    dim(`${manifest.map(({ name, sha256 }) => `${name} (${sha256.slice(0, 8)})`).join(', ')} · windows of ${windowSeconds} s · ${resolution} resolution · seed ${seed} · engine ${engine}`),
    dim(`RANDOM*: accuracy on windows dealt out at random. It misleads, pieces of one capture train and are judged,`),
    dim(`and stands here for comparison only. All other figures are with groups of ${by} held out; precision, recall`),
    dim('and F1 are means over the classes; the confusion matrix has a true class a row; times are of all folds.'),
    ...tasks.flatMap((task) => taskText(task, contests.filter((contest) => contest.task === task), screen)),
    ...(providers ? providersText(providers, classifiers, screen) : []),
  ];
}

function taskText(task: string, contests: readonly Contest[], screen: Screen): string[] {
  const rows = contests.filter(({ split }) => split === 'held-out groups').map((held): Row => ({
    held,
    random: contests.find(({ split, features, classifier }) => split === 'random windows' && features === held.features && classifier === held.classifier)!,
  }));
  const [first] = rows;
  const classes = first?.held.confusion.labels.join(', ');
  return ['', screen.paint('bold', `${task} (${classes}), ${countText(first?.held.windows ?? 0)} windows`), ...layOut(COLUMNS, rows, screen)];
}

const share = (heading: string, importance: number, value: (row: Row) => number | null): TableColumn<Row> => ({
  heading, align: 'right', importance, text: (row) => percentText(value(row), 1),
});

const COLUMNS: readonly TableColumn<Row>[] = [
  { heading: 'FEATURES', align: 'left', text: ({ held }) => held.features, importance: Infinity },
  { heading: 'CLASSIFIER', align: 'left', text: ({ held }) => held.classifier, importance: Infinity },
  share('RANDOM*', Infinity, ({ random }) => random.accuracy),
  share('ACCURACY', Infinity, ({ held }) => held.accuracy),
  share('PRECISION', 3, ({ held }) => mean(held.precision)),
  share('RECALL', 3, ({ held }) => mean(held.recall)),
  share('F1', 4, ({ held }) => mean(held.f1)),
  { heading: 'CONFUSION', align: 'right', importance: 1, text: ({ held }) => held.confusion.rows.map((row) => row.join(' ')).join(' / ') },
  { heading: 'TRAINING', align: 'right', importance: 5, text: ({ held }) => `${held.trainSeconds.toFixed(2)} s` },
  { heading: 'A WINDOW', align: 'right', importance: 2, text: ({ held }) => (held.windows === 0 ? '–' : `${((1e6 * held.predictSeconds) / held.windows).toFixed(0)} µs`) },
];

/** Over the classes that have the figure; null if none has. */
function mean(values: Readonly<Record<string, number | null>>): number | null {
  const known = Object.values(values).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
