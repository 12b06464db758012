import type { Style } from '../output.ts';
import type { VerdictLine } from '@tunnelscope/detector/verdict-line';

/** How each verdict looks: a symbol that can be told from the others without colour, and a colour. */
const STYLES: Readonly<Record<VerdictLine['verdict'], { readonly symbol: string; readonly style: readonly Style[] }>> = {
  live: { symbol: '●', style: ['red', 'bold'] },
  vod: { symbol: '▶', style: ['blue', 'bold'] },
  other: { symbol: '·', style: ['dim'] },
  unknown: { symbol: '?', style: ['yellow'] },
};

export function verdictText({ verdict, subtype }: Pick<VerdictLine, 'verdict' | 'subtype'>): string {
  return `${STYLES[verdict].symbol} ${verdict}${subtype === null ? '' : ` ${subtype}`}`;
}

export function verdictStyle({ verdict }: Pick<VerdictLine, 'verdict'>): readonly Style[] {
  return STYLES[verdict].style;
}
