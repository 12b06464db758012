import type { Verdict } from './verdict.ts';

/** One cell that tells a verdict from the others without a colour, the same wherever verdicts are shown. */
export const VERDICT_SYMBOLS: Readonly<Record<Verdict['verdict'], { readonly unicode: string; readonly ascii: string }>> = {
  live: { unicode: '●', ascii: '*' },
  vod: { unicode: '■', ascii: '#' },
  other: { unicode: '◇', ascii: 'o' },
  unknown: { unicode: '?', ascii: '?' },
};
