import type { Evaluation } from '@tunnelscope/dataset/summary';
import type { Output } from '../output.ts';
import { layOut } from '../table/layout.ts';
import type { TableColumn } from '../table/view.ts';
import { percentText } from '../text/quantity.ts';

interface Contender {
  readonly name: string;
  readonly evaluation: Evaluation;
}

/** Several trainers side by side, each evaluated on the same folds. */
export function comparisonText(names: readonly string[], evaluations: readonly Evaluation[], screen: Pick<Output, 'width' | 'paint'>): string[] {
  const share = (heading: string, importance: number, value: (evaluation: Evaluation) => number | null): TableColumn<Contender> => ({
    heading, align: 'right', importance, text: ({ evaluation }) => percentText(value(evaluation), 1),
  });
  const columns: TableColumn<Contender>[] = [
    { heading: 'CLASSIFIER', align: 'left', text: ({ name }) => name, importance: Infinity },
    share('ACCURACY', Infinity, ({ accuracy }) => accuracy),
    share('BALANCED', 3, ({ balancedAccuracy }) => balancedAccuracy),
    share('LIVE/VOD', 4, ({ liveVsVod }) => liveVsVod.balancedAccuracy),
    { heading: 'AUC', align: 'right', importance: 2, text: ({ evaluation }) => evaluation.liveVsVod.auc?.toFixed(3) ?? '–' },
    share('COVERAGE', 1, ({ coverage }) => coverage),
    share('SELECTIVE', 1, ({ selectiveAccuracy }) => selectiveAccuracy),
    { heading: 'TRAINING', align: 'right', importance: Infinity, text: ({ evaluation }) => `${evaluation.trainSeconds.toFixed(2)} s` },
  ];
  const [first] = evaluations;
  const about = first ? [screen.paint('dim', `${first.windows} windows of ${first.windowSeconds} s · ${first.resolution} resolution · seed ${first.seed} · engine ${first.engine}`), ''] : [];
  return [...about, ...layOut(columns, names.map((name, i) => ({ name, evaluation: evaluations[i]! })), screen)];
}
