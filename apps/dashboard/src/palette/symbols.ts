import type { Verdict } from '@tunnelscope/model/verdict';
import { VERDICT_SYMBOLS } from '@tunnelscope/model/verdict-symbol';
import type { Theme } from './theme.ts';

/** One cell that says the verdict without a colour. */
export function verdictSymbol(verdict: Verdict['verdict'], { unicode }: Theme): string {
  return VERDICT_SYMBOLS[verdict][unicode ? 'unicode' : 'ascii'];
}
