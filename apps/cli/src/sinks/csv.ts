import type { Cell } from './column.ts';
import { GatheredLines } from './gathered-lines.ts';
import type { OpenSink } from './sink.ts';

/** CSV as RFC 4180 has it, but with line feeds: a header, then a line for each row. Lists are written as JSON where a column has no plainer word for them. */
export const csvSink: OpenSink = (shape, output) => {
  const header = `${shape.columns.map(({ name }) => csvField(name)).join(',')}\n`;
  const lines = new GatheredLines(output);
  let begun = false;
  async function begin(): Promise<void> {
    if (begun) return;
    begun = true;
    await lines.write(header);
  }
  return {
    async write(row) {
      await begin();
      await lines.write(`${shape.columns.map(({ value, plain = value }) => csvField(plain(row))).join(',')}\n`);
    },
    endFile: () => lines.flush(),
    async end() {
      await begin();
      await lines.flush();
    },
  };
};

function csvField(cell: Cell): string {
  const text = cell === null ? '' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
