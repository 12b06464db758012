import type { Evaluation } from '@tunnelscope/dataset/summary';
import { figureTable } from './evaluation/figure-rows.ts';
import { nameOf } from './evaluation/series.ts';
import { evaluationFigures } from './evaluation-figures.ts';
import { html } from './markup/html.ts';
import { documentMarkup } from './page/document.ts';
import { figureMarkup } from './page/figure-markup.ts';
import { tableMarkup } from './page/table-markup.ts';

/** A report on evaluations as one HTML file. */
export function evaluationReport(evaluations: readonly Evaluation[]): string {
  const manifests = new Map(evaluations.flatMap(({ manifest }) => manifest.map(({ name, sha256 }) => [`${name} ${sha256}`, `${name} (SHA-256 ${sha256.slice(0, 12)}…)`])));
  return documentMarkup('Evaluation', html`<p>On the captures of ${[...manifests.values()].join(', ')}. Counted are windows of the heaviest flow of each capture; an unknown is wrong unless said. Intervals are 95 %, by resampling pairs or sessions, not windows.</p>
${evaluations.some(({ seenInTraining }) => seenInTraining) ? html`<p class="warning">A model was judged on captures that it has seen in training: its figures say little about others.</p>` : null}
<div class="whole">${tableMarkup(figureTable(evaluations), 'Main figures with 95 % intervals')}</div>
${evaluations.map((evaluation, i) => html`<section><h2>${nameOf(evaluation)}</h2><p class="dim">${evaluation.windows.toLocaleString('en-US')} windows · ${evaluation.model.name} · seed ${evaluation.seed} · engine ${evaluation.engine}</p>
${evaluationFigures(evaluation).map((figure) => figureMarkup(figure, `e${i + 1}-`, 3))}</section>
`)}`);
}
