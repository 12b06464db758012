import { UsageError } from '../exit.ts';
import type { Output } from '../output.ts';
import type { OpenSink, Shape, Sink } from './sink.ts';

/** Each form's sink, loaded only when it is asked for. */
const SINKS = {
  table: async () => (await import('./table.ts')).tableSink,
  json: async () => (await import('./ndjson.ts')).ndjsonSink,
  csv: async () => (await import('./csv.ts')).csvSink,
  parquet: async () => (await import('./parquet.ts')).parquetSink,
} satisfies Record<string, () => Promise<OpenSink>>;

export type Format = keyof typeof SINKS;

/** @throws UsageError for a form that nobody can look at on a terminal */
export async function openSink<Row extends object>(format: Format, shape: Shape<Row>, output: Output): Promise<Sink<Row>> {
  if (format === 'parquet' && output.terminal) {
    throw new UsageError('Parquet is not for terminals: name a file (-o verdicts.parquet)');
  }
  return (await SINKS[format]())(shape, output);
}
