import type { Verdict } from '@tunnelscope/model/verdict';
import type { Theme } from './theme.ts';

const SYMBOLS: Readonly<Record<Verdict['verdict'], readonly [unicode: string, ascii: string]>> = {
  live: ['●', '*'],
  vod: ['■', '#'],
  other: ['◇', 'o'],
  unknown: ['?', '?'],
};

/** One cell that says the verdict without a colour. */
export function verdictSymbol(verdict: Verdict['verdict'], { unicode }: Theme): string {
  return SYMBOLS[verdict][unicode ? 0 : 1];
}
