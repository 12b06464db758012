import type { Engine } from '@tunnelscope/core/kernels';
import type { ExitCode } from '../exit.ts';
import { run } from '../flows/run.ts';
import { masked } from '../masking/masked-sink.ts';
import { Pseudonyms } from '@tunnelscope/detector/pseudonyms';
import { openOutput } from '../output-file.ts';
import { type Format, openSink } from '../sinks/formats.ts';
import { compileWhere } from '../where/compile.ts';
import { type Network, networkText } from '../where/network.ts';
import { featureColumns } from './feature-line.ts';

export interface FeaturesOptions {
  readonly format: Exclude<Format, 'table'>;
  /** Measure windows of so many seconds instead of flows. */
  readonly window?: number;
  readonly where?: string;
  /** File that results go to, instead of standard output. */
  readonly output?: string;
  readonly follow?: true;
  /** Files that are read at once; as many as there are cores if left out. */
  readonly jobs?: number;
  readonly engine: Engine;
  readonly client: readonly Network[];
  readonly maskAddresses?: true;
  readonly quiet?: true;
}

/** Measures the flows of captures. @throws UsageError before anything is read */
export async function features(files: readonly string[], options: FeaturesOptions): Promise<ExitCode> {
  const { format, window, where } = options;
  const columns = featureColumns(window !== undefined);
  const wanted = where === undefined ? () => true : compileWhere(where, columns);
  const pseudonyms = options.maskAddresses ? new Pseudonyms() : null;
  const output = await openOutput(options.output, files);
  const sink = await openSink(format, { columns, view: null }, output);
  return run<'features'>({
    files,
    plan: { kind: 'features', settings: { engine: options.engine, client: options.client.map(networkText), windowSeconds: window } },
    jobs: options.jobs,
    follow: options.follow === true,
    quiet: options.quiet === true,
    clients: options.client,
    results: 'features',
    wanted,
    where,
    windowSeconds: window,
    mask: pseudonyms ? (text) => pseudonyms.text(text) : undefined,
    output,
    sink: pseudonyms ? masked(sink, pseudonyms) : sink,
  });
}
