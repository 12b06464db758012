import type { Output } from '../output.ts';
import { HeaviestRows } from '../table/heaviest-rows.ts';
import { layOut } from '../table/layout.ts';
import type { OpenSink, Shape, Sink } from './sink.ts';

/** A table for people: one for each file, printed as soon as the file is read, or one for all, as its view says. */
export const tableSink: OpenSink = <Row extends object>(shape: Shape<Row>, output: Output): Sink<Row> => {
  const { view } = shape;
  if (view === null) throw new TypeError('table: expected a view, found none');
  let table = new HeaviestRows(view, view.top);
  let read = false;
  const print = async (heading: readonly string[]): Promise<void> => {
    const shown = table.rows();
    const lines = [...heading, ...layOut(view.columns, shown, output), ...view.below(shown, table.count, output)];
    table = new HeaviestRows(view, view.top);
    if (lines.length > 0) await output.write(`${lines.join('\n')}\n\n`);
  };
  return {
    async write(row) {
      table.add(row);
    },
    async endFile(file, statistics) {
      read = true;
      if (view.perFile) await print(view.heading(file, statistics, output));
    },
    async end() {
      if (!read) return;
      if (!view.perFile) await print([]);
      const closing = view.closing(output);
      if (closing.length > 0) await output.write(`${closing.join('\n')}\n`);
    },
  };
};
