/** Heights of one character, lowest first. */
const BLOCKS = '▁▂▃▄▅▆▇█';
/** The same by how much ink they have. */
const INK = '_.-~=+*#';
/** Parts of a bar's topmost character: without blocks there is only little and much. */
const PARTS = '....::::';

/** @param eighths of a character's height, 1 … 8 */
export function block(eighths: number, unicode: boolean): string {
  return (unicode ? BLOCKS : INK)[Math.min(8, Math.max(1, eighths)) - 1]!;
}

/** What fills a row of a bar that is so high. @param eighths what is left of the bar from this row's bottom on */
export function barPart(eighths: number, unicode: boolean): string {
  if (eighths >= 8) return unicode ? '█' : '#';
  return (unicode ? BLOCKS : PARTS)[Math.max(1, eighths) - 1]!;
}
