import type { Verdict } from '@tunnelscope/model/verdict';

export type VerdictSymbol = Verdict['verdict'];

/** How Plot draws a verdict: the shapes that stand for verdicts everywhere, so that none is told by its colour alone. */
export const MARKS: Readonly<Record<VerdictSymbol, 'circle' | 'square' | 'diamond' | 'times'>> = { live: 'circle', vod: 'square', other: 'diamond', unknown: 'times' };
