/** Everything but printable ASCII: it may steer a terminal, or take another width than one cell. */
const ELSE = /[^\x20-\x7e]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const STEERING = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** Text from a capture, safe to print and as wide as it is long. */
export function plain(text: string): string {
  return text.replace(ELSE, '?');
}

/** Text of our own, whoever hands it over, without what steers a terminal or turns the direction of text. */
export function withoutControls(text: string): string {
  return text.replace(STEERING, '?');
}

/** Text in exactly so many cells, cut at its end where it is longer. @param text one cell a character */
export function inCells(text: string, width: number, unicode: boolean, align: 'left' | 'right' = 'left'): string {
  if (width <= 0) return '';
  if (text.length > width) return text.slice(0, width - 1) + (unicode ? '…' : '~');
  return align === 'left' ? text.padEnd(width) : text.padStart(width);
}
