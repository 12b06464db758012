import type { Cell } from './cells.ts';

/** Size of a cell, and where in it letters stand. */
const WIDTH = 8;
const HEIGHT = 17;
const BASELINE = 13;
const MARGIN = 12;
const FONT = '"DejaVu Sans Mono", ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';
const PAPER = '#16181d';
const INK = '#d7dae0';
/** Bars are drawn, not written: fonts leave gaps between them. */
const BLOCKS = '▁▂▃▄▅▆▇█';

/** A screen as an SVG picture, in the colours of a dark terminal. @param title for readers who cannot see it */
export function screenSvg(cells: readonly (readonly Cell[])[], title: string): string {
  const columns = Math.max(0, ...cells.map((row) => row.length));
  const [width, height] = [columns * WIDTH + 2 * MARGIN, cells.length * HEIGHT + 2 * MARGIN];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family='${FONT}' font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="6" fill="${PAPER}"/>`,
    ...cells.flatMap((row, y) => runs(row).flatMap((run) => drawRun(run, MARGIN + run.at * WIDTH, MARGIN + y * HEIGHT))),
    '</svg>\n',
  ].join('\n');
}

interface Run {
  /** Column of its first cell. */
  readonly at: number;
  readonly look: Cell;
  text: string;
}

/** Neighbours that look the same, together; blocks each for itself. */
function runs(row: readonly Cell[]): Run[] {
  const found: Run[] = [];
  for (const [at, cell] of row.entries()) {
    const last = found.at(-1);
    if (last && alike(last.look, cell) && !BLOCKS.includes(cell.text) && !BLOCKS.includes(last.text)) last.text += cell.text;
    else found.push({ at, look: cell, text: cell.text });
  }
  return found;
}

function alike(x: Cell, y: Cell): boolean {
  return x.color === y.color && x.background === y.background && x.bold === y.bold && x.dim === y.dim && x.inverse === y.inverse;
}

function drawRun({ look, text }: Run, x: number, y: number): string[] {
  const [ink, paper] = look.inverse ? [look.background ?? PAPER, look.color ?? INK] : [look.color ?? INK, look.background];
  const width = text.length * WIDTH;
  const lines = paper === null ? [] : [`<rect x="${x}" y="${y}" width="${width}" height="${HEIGHT}" fill="${paper}"/>`];
  if (text.trim() === '') return lines;
  const faint = look.dim ? ' opacity="0.62"' : '';
  const eighths = BLOCKS.indexOf(text) + 1;
  if (eighths > 0) {
    const bar = (HEIGHT * eighths) / 8;
    // Neighbouring bars touch: half a pixel more leaves no seam between them.
    return [...lines, `<rect x="${x}" y="${y + HEIGHT - bar}" width="${WIDTH + 0.5}" height="${bar}" fill="${ink}"${faint}/>`];
  }
  const lead = text.length - text.trimStart().length;
  const word = text.trim();
  const bold = look.bold ? ' font-weight="bold"' : '';
  return [...lines, `<text x="${x + lead * WIDTH}" y="${y + BASELINE}" textLength="${word.length * WIDTH}" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="${ink}"${bold}${faint}>${escaped(word)}</text>`];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Also without what XML forbids. */
function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '?').replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
