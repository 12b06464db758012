import { dot, type Markish, text } from '@observablehq/plot';

export interface LegendEntry {
  readonly words: string;
  readonly symbol: 'circle' | 'square' | 'diamond' | 'times' | 'plus' | 'triangle';
  readonly colour: string;
}

const CHARACTER = 7.2; // px, about, in the fonts that pictures may be set in
const SYMBOL = 30;

/** A row of symbols with their words above the right end of a picture, drawn by marks: Plot's own is not part of the SVG. */
export function legend(entries: readonly LegendEntry[]): Markish[] {
  let right = 0;
  return entries.toReversed().flatMap(({ words, symbol, colour }) => {
    const at = { frameAnchor: 'top-right', dy: -26 } as const;
    right += words.length * CHARACTER + SYMBOL;
    const dx = SYMBOL - 10 - right;
    const style = symbol === 'plus' || symbol === 'times' ? { stroke: colour } : { fill: colour };
    return [
      text([words], { ...at, dx, textAnchor: 'start', text: (word: string) => word, lineAnchor: 'middle' }),
      dot([words], { ...at, dx: dx - 10, symbol, r: 4, ...style }),
    ];
  });
}
