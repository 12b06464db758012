/** Characters that roff would draw in another way, or take for its own. */
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\e', '-': '\\-', "'": '\\(aq', '`': '\\(ga', '^': '\\(ha', '~': '\\(ti', '"': '\\(dq' };

/** Text as roff shows it, whatever is in it. */
export function plain(text: string): string {
  const escaped = text.replaceAll(/[\\\-'`^~"]/g, (letter) => ESCAPES[letter]!);
  // A line that begins with a stop would be a request.
  return escaped.replaceAll(/^\./gm, '\\&.');
}

export const bold = (text: string): string => `\\fB${plain(text)}\\fR`;

/** Flags in bold, what stands for a value in italics: `--window <seconds>`. */
export function flags(text: string): string {
  return text
    .split(/(<[^>]+>|\[[^\]]+\])/)
    .map((piece) => (/^[<[]/.test(piece) ? `\\fI${plain(piece.slice(1, -1))}\\fR` : piece.replaceAll(/-{1,2}[\w-]+/g, (flag) => bold(flag))))
    .join('');
}

/** What stands behind a command: words for values in italics, in the brackets that say whether they may be left out. */
export function usage(text: string): string {
  return text.split(/([\w.]+)/).map((piece, i) => (i % 2 === 1 ? `\\fI${plain(piece)}\\fR` : piece)).join('');
}

/** An item with a hanging description. */
export const item = (heading: string, text: string): string => `.TP\n${heading}\n${text}`;

/**
 * Text that was laid out for a terminal: lines that are indented, or follow a heading with a colon, stay as they are, the others
 * flow as paragraphs.
 */
export function laidOut(text: string): string {
  return text.trim().split(/\n{2,}/).map((block) => {
    const lines = block.split('\n');
    const first = lines.findIndex((line) => line.startsWith('  '));
    const [flowing, fixed] = first < 0 ? [lines, []] : [lines.slice(0, first), lines.slice(first)];
    return [
      ...(flowing.length > 0 ? ['.PP', plain(flowing.join('\n'))] : []),
      ...(fixed.length > 0 ? ['.PP', '.nf', plain(fixed.join('\n')), '.fi'] : []),
    ].join('\n');
  }).join('\n');
}
