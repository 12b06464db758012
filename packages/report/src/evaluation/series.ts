import type { Evaluation } from '@tunnelscope/dataset/summary';
import type { Palette } from '../plot/palette.ts';

/** One evaluation among those that share a picture. */
export interface Series {
  readonly name: string;
  readonly evaluation: Evaluation;
}

/** What a picture of several evaluations tells them by, besides their colours. */
export interface Look {
  readonly colour: (palette: Palette) => string;
  readonly symbol: 'circle' | 'square' | 'diamond' | 'triangle';
  readonly dash: string;
}

const LOOKS: readonly Look[] = [
  { colour: ({ vod }) => vod, symbol: 'square', dash: 'none' },
  { colour: ({ live }) => live, symbol: 'circle', dash: '7 3' },
  { colour: ({ other }) => other, symbol: 'diamond', dash: '2 3' },
  { colour: ({ unknown }) => unknown, symbol: 'triangle', dash: '9 3 2 3' },
];

/** Evaluations that one picture can hold. */
export const MOST_SERIES = LOOKS.length;

/** How the i-th of a picture is drawn. */
export function lookOf(i: number): Look {
  return LOOKS[i % LOOKS.length]!;
}

/** What an evaluation is of, in words: `provider held out, 60 s, packet resolution`. */
export function nameOf({ by, windowSeconds, resolution, model }: Evaluation): string {
  return `${by === null ? `model ${model.name}` : `${by} held out`}, ${windowSeconds} s, ${resolution} resolution`;
}
