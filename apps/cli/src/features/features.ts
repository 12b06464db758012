import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { trackFlows } from '@tunnelscope/detector/track';
import { fixedWindows, VERDICT_WINDOWS } from '@tunnelscope/detector/window-plan';
import type { ExitCode } from '../exit.ts';
import { clientIn } from '../flows/client-networks.ts';
import { run } from '../flows/run.ts';
import { masked } from '../masking/masked-sink.ts';
import { Pseudonyms } from '@tunnelscope/detector/pseudonyms';
import { openOutput } from '../output-file.ts';
import { type Format, openSink } from '../sinks/formats.ts';
import { compileWhere } from '../where/compile.ts';
import type { Network } from '../where/network.ts';
import { type FeatureLine, featureColumns, flowFeatures, windowFeatures } from './feature-line.ts';

export interface FeaturesOptions {
  readonly format: Exclude<Format, 'table'>;
  /** Measure windows of so many seconds instead of flows. */
  readonly window?: number;
  readonly where?: string;
  /** File that results go to, instead of standard output. */
  readonly output?: string;
  readonly follow?: true;
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
  const plan = window === undefined ? VERDICT_WINDOWS : fixedWindows(window);
  const kernels = await loadKernels(options.engine);
  const clientOf = clientIn(options.client);
  const pseudonyms = options.maskAddresses ? new Pseudonyms() : null;
  const output = await openOutput(options.output, files);
  const sink = await openSink(format, { columns, view: null }, output);
  return run<FeatureLine>({
    files,
    kernels,
    follow: options.follow === true,
    quiet: options.quiet === true,
    results: 'features',
    wanted,
    where,
    windowSeconds: window,
    mask: pseudonyms ? (text) => pseudonyms.text(text) : undefined,
    output,
    sink: pseudonyms ? masked(sink, pseudonyms) : sink,
    async *pipeline(file, batches) {
      for await (const record of trackFlows(batches, { kernels, plan, clientOf, seed: true })) {
        if (window === undefined) yield { record, line: (primary) => flowFeatures(file, record, primary) };
        else for (const sample of record.windows) yield { record, line: (primary) => windowFeatures(file, record, sample, primary) };
      }
    },
  });
}
