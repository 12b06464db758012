import type { Manifest } from '@tunnelscope/dataset/manifest';
import type { Evaluation } from '@tunnelscope/dataset/summary';
import { evaluationFigures, comparedFigures } from '../evaluation-figures.ts';
import { figureTable } from '../evaluation/figure-rows.ts';
import { MOST_SERIES } from '../evaluation/series.ts';
import type { Figure } from '../figure.ts';
import { draw } from '../plot/draw.ts';
import { LIGHT } from '../plot/palette.ts';
import { conditionSection } from './condition-section.ts';
import { dataSection } from './data-section.ts';
import { failureSection } from './failure-section.ts';
import { cellText, tableText } from './table-text.ts';

/** A document in Markdown and the pictures that it shows, by the names of their files. */
export interface EvaluationDocument {
  readonly text: string;
  readonly pictures: ReadonlyMap<string, string>;
}

export interface DocumentContent {
  readonly manifests: readonly Manifest[];
  /** By column, resolution and window length, in this order. */
  readonly evaluations: readonly Evaluation[];
  /** What makes the document again. */
  readonly command: string;
  /** Folder of the pictures, relative to the document. */
  readonly folder: string;
}

/** What the verdicts are worth, as a document. */
export function evaluationDocument({ manifests, evaluations, command, folder }: DocumentContent): EvaluationDocument {
  const pictures = new Map<string, string>();
  const picture = (figure: Figure, prefix: string): string => {
    const name = `${prefix}-${figure.name}.svg`;
    pictures.set(name, draw(figure, LIGHT, `${prefix}-`));
    return `![${cellText(figure.title)}](${folder}/${name})\n\n${figure.description}`;
  };
  const sections = [...Map.groupBy(evaluations, ({ by, resolution }) => `${by ?? 'nothing'} ${resolution}`).values()].map((alike) => sectionOf(alike, picture));
  return {
    pictures,
    text: `# Evaluation

This page is made by a command; what it says is measured. To make it again:

\`\`\`console
$ ${command}
\`\`\`

${dataSection(manifests)}

## How it is measured

Where a column is held out, every window is judged by forests that have seen no capture of its group, and pairs of captures stay
together: such forests are made as the bundled model is, but are others. Windows are cut from the heaviest flow of each capture. **Unknown counts as wrong** in every accuracy but that among the
covered. Balanced accuracy is the mean of the recalls, here of live broadcasts and VOD. Intervals are 95 %, from 2,000 resamples of
pairs or sessions, not of windows, which resemble each other; where a column has few groups, the interval says little, and the groups
themselves more. Who judges: ${[...new Set(evaluations.map(({ model, seed, by }) => (by === null ? `the model ${model.name} as it is` : `${model.name} (seed ${seed})`)))].map(cellText).join('; ')}.

## Main figures

${tableText(figureTable(evaluations))}

${failureSection(evaluations)}

${sections.join('\n\n')}
`,
  };
}

/** Evaluations that differ in the length of their windows alone. */
function sectionOf(alike: readonly Evaluation[], picture: (figure: Figure, prefix: string) => string): string {
  const longest = alike.reduce((a, b) => (b.windowSeconds > a.windowSeconds ? b : a));
  const { by, resolution, windowSeconds } = longest;
  const prefix = `${slug(by ?? 'model')}-${resolution}`;
  const compared = comparedFigures(alike.slice(0, MOST_SERIES).map((evaluation) => ({ name: `${evaluation.windowSeconds} s`, evaluation })));
  const names = new Set(compared.map(({ name }) => name));
  const single = evaluationFigures(longest).filter(({ name }) => !names.has(name));
  const groups = single.find(({ name }) => name === 'groups');
  return `## ${by === null ? 'The model as it is' : `By ${cellText(by)}`}, ${resolution} resolution
${longest.setAside ? `\nThe model ${cellText(longest.model.name)} on captures that were set aside (column \`set\`: final): no model learned from them.\n` : ''}
${compared.map((figure) => picture(figure, prefix)).join('\n\n')}

${conditionSection(alike)}

Windows of ${windowSeconds} s:

${single.filter((figure) => figure !== groups).map((figure) => picture(figure, prefix)).join('\n\n')}${groups === undefined ? '' : `

${picture(groups, prefix)}

<details><summary>All groups, windows of ${windowSeconds} s</summary>

${tableText(groups.table)}

</details>`}`;
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
