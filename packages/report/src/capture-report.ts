import { endpointsOf, flowFacts, verdictTable } from './page/flow-facts.ts';
import { captureFigures } from './capture-figures.ts';
import type { CaptureFindings, FlowStory } from './capture/findings.ts';
import { MOST_SECONDS } from './capture/traffic.ts';
import { type Html, html } from './markup/html.ts';
import { documentMarkup } from './page/document.ts';
import { featureTable } from './page/feature-table.ts';
import { figureMarkup } from './page/figure-markup.ts';
import { verdictMarkup } from './page/verdict-markup.ts';
import { percentText, plural, quantityText } from './quantity.ts';

/** What judged, for the page's foot. */
export interface Judge {
  readonly model: { readonly name: string; readonly hash: string };
  readonly engine: string;
}

/** A report on captures as one HTML file. */
export function captureReport(captures: readonly CaptureFindings[], judge: Judge): string {
  const [only] = captures;
  const title = captures.length === 1 ? `Report on ${only!.file}` : `Report on ${plural(captures.length, 'capture')}`;
  return documentMarkup(title, html`${captures.map((capture, i) => captureMarkup(capture, `c${i + 1}-`, captures.length > 1))}${judgeMarkup(judge)}`);
}

/** What judged, and what it can and cannot know. */
export function judgeMarkup({ model, engine }: Judge): Html {
  return html`<footer class="dim"><p>Judged by the model ${model.name} (${model.hash.slice(0, 12)}) on the engine ${engine}, from packet times, sizes and directions alone. A probability is an estimate: the model’s card says on which traffic it was measured, and where it fails.</p></footer>`;
}

function captureMarkup({ file, statistics, verdicts, flows, stories, warnings }: CaptureFindings, prefix: string, named: boolean): Html {
  const facts = [[statistics.format, ...statistics.compression].join(', '), plural(statistics.packets, 'packet'), quantityText(statistics.bytes, 'B'), plural(flows, 'flow')];
  return html`<section><h2>${named ? file : 'Verdicts'}</h2><p class="dim">${facts.join(' · ')}</p>
${warnings.map((text) => html`<p class="warning">⚠ ${text}</p>`)}
${verdicts.length === 0 ? html`<p>There are no flows in it.</p>` : verdictTable(verdicts, flows)}
${stories.map((story, i) => storyMarkup(story, `${prefix}f${i + 1}-`))}</section>
`;
}

function storyMarkup(story: FlowStory, prefix: string): Html {
  const { verdict, features, isCut } = story;
  return html`<section><h3>${endpointsOf(verdict.record)}</h3>
<p class="large">${verdictMarkup(verdict)} <span class="dim">with probability ${percentText(verdict.probability)}</span></p>
${flowFacts(verdict)}
${verdict.reasons.length === 0 ? null : html`<p>What speaks for and against ${verdict.likely}, the strongest first (change of log-odds):</p><ul class="reasons">${verdict.reasons.map(({ effect, text }) => html`<li>${effect > 0 ? '+' : '−'}${Math.abs(effect).toFixed(1)}: ${text}</li>`)}</ul>`}
${verdict.warnings.map((text) => html`<p class="warning">⚠ ${text}</p>`)}
${isCut ? html`<p class="warning">Pictures show the first ${MOST_SECONDS / 60} minutes; the verdict is on the whole flow.</p>` : null}
${captureFigures(story).map((figure) => figureMarkup(figure, prefix, 4))}
${featureTable(features)}</section>
`;
}
