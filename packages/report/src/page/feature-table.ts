import { OUTCOMES } from '@tunnelscope/model/outcome';
import type { Range } from '../capture/class-ranges.ts';
import type { FeatureRow } from '../capture/feature-rows.ts';
import type { Table } from '../figure.ts';
import { type Html, html } from '../markup/html.ts';
import { numberText } from '../quantity.ts';
import { tableMarkup } from './table-markup.ts';

/** What was measured beside what each class has. */
export function featureTable(rows: readonly FeatureRow[]): Html {
  if (rows.length === 0) return html`<p>The flow is too short, or has too little traffic, to be measured.</p>`;
  const known = OUTCOMES.filter((outcome) => rows.some(({ classes }) => classes?.[outcome]));
  const table: Table = {
    columns: ['feature', 'here', ...(known.length > 0 ? known : ['in all training'])],
    rows: rows.map(({ name, unit, value, training, classes }) => [
      unit === '1' ? name : `${name}, ${unit}`, numberText(value), ...(known.length > 0 ? known.map((outcome) => rangeText(classes?.[outcome])) : [rangeText(training)]),
    ]),
  };
  const said = known.length > 0 ? 'Beside them what windows of each class have: median (5 % … 95 %).'
    : 'Beside them what all training windows have: median (0.5 % … 99.5 %). What each class has is not known for this model: its features are defined otherwise than those that were measured class by class.';
  return html`<div class="whole"><p class="dim">Means over the windows that the verdict is made from. ${said}</p>${tableMarkup(table, 'What the model sees of the flow')}
<details><summary>What these features measure</summary><ul>${rows.map(({ name, description }) => html`<li><b>${name}</b>: ${description}</li>`)}</ul></details></div>`;
}

function rangeText(range: Range | undefined): string {
  if (range === undefined) return '–';
  const [low, median, high] = range.map((value) => numberText(value, 2));
  // A cell breaks before its brackets, and not within.
  return `${median} (${low}\u00a0…\u00a0${high})`;
}
