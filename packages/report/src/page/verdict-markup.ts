import { VERDICT_SYMBOLS } from '@tunnelscope/model/verdict-symbol';
import type { Verdict } from '@tunnelscope/model/verdict';
import { type Html, html } from '../markup/html.ts';

/** A verdict in words, with the symbol that tells it without its colour. */
export function verdictMarkup({ verdict, subtype }: Pick<Verdict, 'verdict' | 'subtype'>): Html {
  return html`<span class="verdict ${verdict}"><span aria-hidden="true">${VERDICT_SYMBOLS[verdict].unicode} </span>${verdict}${subtype === null ? null : ` ${subtype}`}</span>`;
}
