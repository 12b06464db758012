import type { Figure } from '../figure.ts';
import { Html, html } from '../markup/html.ts';
import { draw } from '../plot/draw.ts';
import { OF_PAGE } from '../plot/palette.ts';
import { tableMarkup } from './table-markup.ts';

/**
 * A figure on a page: heading, words, picture, and the numbers behind it.
 * @param prefix makes its identifiers unique @param level of its heading
 */
export function figureMarkup(figure: Figure, prefix: string, level: 2 | 3 | 4, svg = draw(figure, OF_PAGE, prefix)): Html {
  const { title, description, table } = figure;
  const [open, close] = [new Html(`<h${level}>`), new Html(`</h${level}>`)];
  return html`<figure>${open}${title}${close}<div class="picture" tabindex="0" role="region" aria-label="${title}">${new Html(svg)}</div>
<figcaption>${description}</figcaption>
<details><summary>The numbers of “${title}”</summary>${tableMarkup(table, title)}</details></figure>`;
}
