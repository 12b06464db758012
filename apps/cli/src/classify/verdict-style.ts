import { VERDICT_SYMBOLS } from '@tunnelscope/model/verdict-symbol';
import type { Style } from '../output.ts';
import type { VerdictLine } from '@tunnelscope/detector/verdict-line';

const STYLES: Readonly<Record<VerdictLine['verdict'], readonly Style[]>> = { live: ['red', 'bold'], vod: ['blue', 'bold'], other: ['dim'], unknown: ['yellow'] };

/** A symbol that can be told from the others without colour, and the verdict in words. */
export function verdictText({ verdict, subtype }: Pick<VerdictLine, 'verdict' | 'subtype'>): string {
  return `${VERDICT_SYMBOLS[verdict].unicode} ${verdict}${subtype === null ? '' : ` ${subtype}`}`;
}

export function verdictStyle({ verdict }: Pick<VerdictLine, 'verdict'>): readonly Style[] {
  return STYLES[verdict];
}
