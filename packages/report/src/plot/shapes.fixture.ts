import { parseHTML } from 'linkedom';
import { draw } from './draw.ts';
import type { Figure } from '../figure.ts';
import { LIGHT, type Palette } from './palette.ts';

/** How many shapes of one kind a figure draws in one colour, whether they are filled or stroked. */
export function shapes(figure: Figure, tag: 'path' | 'line' | 'rect' | 'circle', colour: keyof Palette): number {
  const { document } = parseHTML(`<!doctype html><html><body>${draw(figure, LIGHT)}</body></html>`);
  return [...document.querySelectorAll(tag)].filter((shape) => {
    const has = (name: string) => [shape, shape.parentElement!].some((element) => element.getAttribute(name) === LIGHT[colour]);
    // A curve is one shape of any number of points; marks are put in their places.
    return (tag !== 'path' || shape.hasAttribute('transform')) && (has('fill') || has('stroke'));
  }).length;
}
