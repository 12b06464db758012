import type { Cell } from './column.ts';
import type { OpenSink } from './sink.ts';

/** CSV as RFC 4180 has it, but with line feeds: a header, then a line for each row. Lists are written as JSON where a column has no plainer word for them. */
export const csvSink: OpenSink = (shape, output) => {
  const header = `${shape.columns.map(({ name }) => csvField(name)).join(',')}\n`;
  let begun = false;
  async function begin(): Promise<void> {
    if (begun) return;
    begun = true;
    await output.write(header);
  }
  return {
    async write(row) {
      await begin();
      await output.write(`${shape.columns.map(({ value, plain = value }) => csvField(plain(row))).join(',')}\n`);
    },
    endFile: async () => {},
    end: begin,
  };
};

function csvField(cell: Cell): string {
  const text = cell === null ? '' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
