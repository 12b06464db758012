import type { Classifier } from '@tunnelscope/dataset/comparison/classifier';
import type { FeatureMedian, ProviderComparison, ProviderContest } from '@tunnelscope/dataset/comparison/providers';
import type { Output } from '../output.ts';
import { layOut } from '../table/layout.ts';
import type { TableColumn } from '../table/view.ts';
import { percentText } from '../text/quantity.ts';

type Screen = Pick<Output, 'width' | 'paint'>;

/** What another provider does to classifiers and to features, for people. */
export function providersText({ contests, medians }: ProviderComparison, classifiers: readonly Classifier[], screen: Screen): string[] {
  const rows = contests.filter(({ classifier }) => classifier === classifiers[0]);
  return [
    '',
    screen.paint('bold', 'live against VOD by provider, balanced accuracy (one half is a coin; – where nothing can be held out)'),
    ...layOut(contestColumns(contests, classifiers), rows, screen),
    '',
    screen.paint('bold', 'median of each feature'),
    ...layOut(medianColumns(medians), medians.filter(({ provider, class: name }) => provider === medians[0]!.provider && name === medians[0]!.class), screen),
  ];
}

function contestColumns(contests: readonly ProviderContest[], classifiers: readonly Classifier[]): TableColumn<ProviderContest>[] {
  const text = (heading: string, value: (row: ProviderContest) => string): TableColumn<ProviderContest> => ({ heading, align: 'left', text: value, importance: Infinity });
  return [
    text('FEATURES', ({ features }) => features),
    text('TRAINED ON', ({ trainedOn }) => trainedOn),
    text('JUDGED ON', ({ judgedOn }) => judgedOn),
    text('SPLIT', ({ split }) => (split === 'random windows' ? `${split}*` : split)),
    ...classifiers.map((classifier, i): TableColumn<ProviderContest> => ({
      heading: classifier.toUpperCase(),
      align: 'right',
      importance: i,
      text: (row) => percentText(contests.find((other) => isSame(row, other) && other.classifier === classifier)!.balancedAccuracy, 1),
    })),
  ];
}

function isSame(a: ProviderContest, b: ProviderContest): boolean {
  return a.features === b.features && a.trainedOn === b.trainedOn && a.judgedOn === b.judgedOn && a.split === b.split;
}

function medianColumns(medians: readonly FeatureMedian[]): TableColumn<FeatureMedian>[] {
  const kinds = [...new Map(medians.map(({ provider, class: name }) => [`${provider} ${name}`, { provider, name }])).values()];
  return [
    { heading: 'FEATURES', align: 'left', text: ({ features }) => features, importance: Infinity },
    { heading: 'FEATURE', align: 'left', text: ({ feature }) => feature, importance: Infinity },
    ...kinds.map(({ provider, name }): TableColumn<FeatureMedian> => ({
      heading: `${provider} ${name}`.toUpperCase(),
      align: 'right',
      importance: Infinity,
      text: (row) => {
        const found = medians.find((other) => other.features === row.features && other.feature === row.feature && other.provider === provider && other.class === name);
        return found?.median?.toPrecision(3) ?? '–';
      },
    })),
  ];
}
