import type { OpenSink } from './sink.ts';

/** A line of JSON for each row, written at once. */
export const ndjsonSink: OpenSink = (_shape, output) => ({
  write: (row) => output.write(`${JSON.stringify(row)}\n`),
  endFile: async () => {},
  end: async () => {},
});
