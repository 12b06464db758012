import { GatheredLines } from './gathered-lines.ts';
import type { OpenSink } from './sink.ts';

/** A line of JSON for each row, written as soon as there is nothing else to do. */
export const ndjsonSink: OpenSink = (_shape, output) => {
  const lines = new GatheredLines(output);
  return {
    write: (row) => lines.write(`${JSON.stringify(row)}\n`),
    endFile: () => lines.flush(),
    end: () => lines.flush(),
  };
};
