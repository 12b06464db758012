import { textWidth } from '../text/width.ts';

/** Text cut to so many columns of a terminal, with `…` where something is missing. Wide characters count double. */
export function truncate(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  // Made where it is needed: it loads tables that most runs never look at.
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let kept = '';
  let used = 1;
  for (const { segment } of graphemes.segment(text)) {
    used += textWidth(segment);
    if (used > width) break;
    kept += segment;
  }
  return `${kept}…`;
}
