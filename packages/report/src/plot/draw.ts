import { plot } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Figure } from '../figure.ts';
import { escapeText } from '../markup/html.ts';
import type { Palette } from './palette.ts';

const WIDTH = 860;
const HEIGHT = 260;
const FONT = 'font-family="system-ui, \'DejaVu Sans\', Arial, sans-serif" font-size="12"';

/** A drawn picture: SVG, and its size in pixels. */
interface Drawn {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a figure as SVG that stands alone or in a page, with its title and description for those who cannot see it.
 * @param prefix put before the identifiers in it: they must be unique in a page
 */
export function draw(figure: Figure, palette: Palette, prefix = ''): string {
  return framed(figure, palette, prefix, drawMarks(figure, palette, WIDTH));
}

/** Draws two figures side by side as one, each under its own heading. */
export function drawBeside(whole: Figure, [left, right]: readonly [Figure, Figure], [leftName, rightName]: readonly [string, string], palette: Palette, prefix = ''): string {
  const half = WIDTH / 2;
  const drawn = [left, right].map((figure) => drawMarks(figure, palette, half - 8));
  const heading = (name: string, x: number) => `<text x="${x}" y="16" font-weight="600">${escapeText(shortened(name, 56))}</text>`;
  const svg = `${heading(leftName, 4)}${heading(rightName, half + 12)}<g transform="translate(0,24)">${drawn[0]!.svg}</g><g transform="translate(${half + 8},24)">${drawn[1]!.svg}</g>`;
  return framed(whole, palette, prefix, { svg, width: WIDTH, height: 24 + Math.max(...drawn.map(({ height }) => height)) });
}

function framed({ name, title, description }: Figure, palette: Palette, prefix: string, { svg, width, height }: Drawn): string {
  const id = escapeText(`${prefix}${name}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" aria-labelledby="${id}-title ${id}-description" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" fill="${palette.text}" color="${palette.text}" ${FONT}>`
    + `<title id="${id}-title">${escapeText(title)}</title><desc id="${id}-description">${escapeText(description)}</desc>`
    + `<rect width="${width}" height="${height}" fill="${palette.page}"/>${svg}</svg>`;
}

function drawMarks(figure: Figure, palette: Palette, width: number): Drawn {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const options = { width, height: HEIGHT, marginLeft: 64, marginBottom: 42, marginTop: 28, ...figure.plot(palette) };
  const svg = plot({ ...options, figure: false, className: 'plot', document } as unknown as Parameters<typeof plot>[0]);
  // The picture has a title and a description; its groups are not to be read out one by one, and nothing is styled but by attributes.
  svg.querySelector('style')?.remove();
  for (const name of ['aria-label', 'aria-description', 'style']) for (const element of svg.querySelectorAll(`[${name}]`)) element.removeAttribute(name);
  return { svg: `<g text-anchor="middle" aria-hidden="true">${rounded(svg.innerHTML)}</g>`, width: options.width, height: options.height };
}

/** Coordinates to a tenth of a pixel: a picture of thousands of points is half as large. */
function rounded(svg: string): string {
  return svg.replace(/ (?:d|transform|x|x1|x2|y|y1|y2|width|height|points)="[^"]*"/g, (attribute) => attribute.replace(/-?\d+\.\d\d+(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(1)))));
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `…${text.slice(1 - most)}`;
}
