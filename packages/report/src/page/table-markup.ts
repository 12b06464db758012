import type { Table } from '../figure.ts';
import { html, type Html } from '../markup/html.ts';

/** Rows that a page lists of one table; pictures show all. */
const MOST_ROWS = 2000;

/** A number with its unit, a time of a clock, a range, or nothing. */
const NUMBER = /^([−<]?\d[\d,.]*(:\d\d(\.\d+)?)*( ?([kMGTP]?B|%|s|Hz))?( \(.*\))?|[–∞]|)$/;

/** A table of text; numbers are set to the right. */
export function tableMarkup({ columns, rows, of }: Table, caption: string): Html {
  const numeric = columns.map((_, column) => rows.length > 0 && rows.every((row) => NUMBER.test(row[column] ?? '')));
  const listed = rows.slice(0, MOST_ROWS);
  const total = of ?? rows.length;
  const said = total > listed.length ? `${caption}: the first ${listed.length} of ${total}` : caption;
  const side = (column: number) => (numeric[column] ? html` class="number"` : null);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${said}"><table><caption>${said}</caption>
<thead><tr>${columns.map((name, i) => html`<th scope="col"${side(i)}>${name}</th>`)}</tr></thead>
<tbody>${listed.map((row) => html`<tr>${row.map((cell, i) => (i === 0 ? html`<th scope="row"${side(i)}>${cell}</th>` : html`<td${side(i)}>${cell}</td>`))}</tr>
`)}</tbody></table></div>`;
}
