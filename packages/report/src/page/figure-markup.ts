import type { Figure } from '../figure.ts';
import { Html, html } from '../markup/html.ts';
import { draw } from '../plot/draw.ts';
import { OF_PAGE } from '../plot/palette.ts';
import { tableMarkup } from './table-markup.ts';

/** A figure on a page: heading, words, picture, and the numbers behind it. @param prefix makes its identifiers unique */
export function figureMarkup(figure: Figure, prefix: string, svg = draw(figure, OF_PAGE, prefix)): Html {
  const { title, description, table } = figure;
  return html`<figure><h4>${title}</h4>${new Html(svg)}
<figcaption>${description}</figcaption>
<details><summary>The numbers of “${title}”</summary>${tableMarkup(table, title)}</details></figure>`;
}
