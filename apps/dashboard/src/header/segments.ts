import type { Role, Theme } from '../palette/theme.ts';

/** A piece of a line. Where not all fit, those with the highest rank are left out. */
export interface Segment {
  readonly text: string;
  readonly role: Role | null;
  readonly rank: number;
}

const GAP = 2;

/**
 * One line of segments, painted. The first of rank 0 is cut if even that is too long.
 * @param width cells
 */
export function lineOf(segments: readonly Segment[], width: number, { paint, unicode }: Theme): string {
  let kept = segments.filter(({ text }) => text !== '');
  const taken = () => kept.reduce((sum, { text }) => sum + text.length + GAP, -GAP);
  while (taken() > width && kept.length > 1) {
    const least = kept.reduce((x, y) => (y.rank >= x.rank ? y : x));
    kept = kept.filter((segment) => segment !== least);
  }
  return kept
    .map(({ text, role }) => {
      const cut = text.length > width ? text.slice(0, Math.max(0, width - 1)) + (unicode ? '…' : '~') : text;
      return role === null ? cut : paint(role, cut);
    })
    .join(' '.repeat(GAP));
}
