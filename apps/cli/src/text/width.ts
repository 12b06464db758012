import stringWidth from 'string-width';

/** Characters that take one column each and join with no other: letters, dashes, arrows, and the signs of our tables. */
const SIMPLE = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u21ff\u2212\u2500-\u25fc]*$/;

/** Columns that a text takes in a terminal. Most texts are simple: to load what knows all others takes longer than all tables. */
export function textWidth(text: string): number {
  return SIMPLE.test(text) ? text.length : stringWidth(text);
}
