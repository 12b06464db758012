import type { IBuffer, IBufferCell } from '@xterm/headless';

/** One character of a screen and how it looks. */
export interface Cell {
  readonly text: string;
  /** `#rrggbb`; null: the terminal's own. */
  readonly color: string | null;
  readonly background: string | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
}

/** The sixteen colours that terminals have names for, as xterm shows them. */
const NAMED = ['#000000', '#cd0000', '#00cd00', '#cdcd00', '#4f8fd0', '#cd00cd', '#00cdcd', '#e5e5e5', '#7f7f7f', '#ff0000', '#00ff00', '#ffff00', '#5c5cff', '#ff00ff', '#00ffff', '#ffffff'];

/** What a terminal's buffer holds, row by row. The right half of a wide character is no cell of its own. */
export function readCells(buffer: IBuffer, columns: number, rows: number): Cell[][] {
  return Array.from({ length: rows }, (_, y) => {
    const line = buffer.getLine(buffer.viewportY + y);
    const cells: Cell[] = [];
    for (let x = 0; x < columns; x++) {
      const cell = line?.getCell(x);
      if (cell?.getWidth() === 0) continue;
      cells.push(cell ? cellOf(cell) : { text: ' ', color: null, background: null, bold: false, dim: false, inverse: false });
    }
    return cells;
  });
}

function cellOf(cell: IBufferCell): Cell {
  return {
    text: cell.getChars() || ' ',
    color: cell.isFgDefault() ? null : colorOf(cell.getFgColor(), cell.isFgRGB()),
    background: cell.isBgDefault() ? null : colorOf(cell.getBgColor(), cell.isBgRGB()),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    inverse: cell.isInverse() !== 0,
  };
}

/** @param value 0xrrggbb, or a number in the palette of 256: named ones, a cube of 6 × 6 × 6, 24 greys */
function colorOf(value: number, rgb: boolean): string {
  const hex = (...parts: number[]) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  if (rgb) return hex(value >> 16, (value >> 8) & 255, value & 255);
  if (value < 16) return NAMED[value]!;
  if (value >= 232) return hex(...Array<number>(3).fill(8 + 10 * (value - 232)));
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  const place = value - 16;
  return hex(level(Math.floor(place / 36)), level(Math.floor(place / 6) % 6), level(place % 6));
}
