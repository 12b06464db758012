import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { detect } from '@tunnelscope/detector';
import type { ExitCode } from '../exit.ts';
import { clientIn } from '../flows/client-networks.ts';
import { run } from '../flows/run.ts';
import { loadModel } from '../load-model.ts';
import { masked } from '../masking/masked-sink.ts';
import { Pseudonyms } from '@tunnelscope/detector/pseudonyms';
import type { Output } from '../output.ts';
import { openOutput } from '../output-file.ts';
import { type Format, openSink } from '../sinks/formats.ts';
import type { Sink } from '../sinks/sink.ts';
import { compileWhere } from '../where/compile.ts';
import type { Network } from '../where/network.ts';
import { byClient, type PrefixLengths } from './by-client.ts';
import { clientColumns, clientView } from './client-view.ts';
import { OutsideWindows } from './outside-windows.ts';
import { verdictColumns } from './verdict-columns.ts';
import { type ModelName, type VerdictLine, verdictLine } from '@tunnelscope/detector/verdict-line';
import { verdictView } from './verdict-view.ts';

export interface ClassifyOptions {
  readonly format: Format;
  /** Judge windows of so many seconds instead of flows. */
  readonly window?: number;
  readonly top: number;
  readonly where?: string;
  /** File that results go to, instead of standard output. */
  readonly output?: string;
  readonly byClient?: PrefixLengths;
  readonly follow?: true;
  readonly engine: Engine;
  readonly model?: string;
  readonly client: readonly Network[];
  readonly maskAddresses?: true;
  readonly quiet?: true;
}

/** Judges the flows of captures. @throws UsageError, InputError and ModelError before anything is read */
export async function classify(files: readonly string[], options: ClassifyOptions): Promise<ExitCode> {
  const { window, where, engine } = options;
  const wanted = where === undefined ? () => true : compileWhere(where, verdictColumns(window !== undefined));
  const [kernels, model] = await Promise.all([loadKernels(engine), loadModel(options.model)]);
  const name = { name: model.name, hash: model.hash };
  const clientOf = clientIn(options.client);
  const pseudonyms = options.maskAddresses ? new Pseudonyms() : null;
  const output = await openOutput(options.output, files);
  const outside = options.byClient && window !== undefined && !options.quiet ? new OutsideWindows() : null;
  const sink = await openVerdictSink(options, name, pseudonyms, output);
  return run<VerdictLine>({
    files,
    kernels,
    follow: options.follow === true,
    quiet: options.quiet === true,
    results: 'verdicts',
    wanted,
    where,
    windowSeconds: window,
    mask: pseudonyms ? (text) => pseudonyms.text(text) : undefined,
    sink: outside?.tellingAtEnd(sink, window!) ?? sink,
    output,
    async *pipeline(file, batches) {
      for await (const verdict of detect(batches, { kernels, model, clientOf, windowSeconds: window })) {
        if (verdict.window !== null) outside?.judged(verdict.window);
        yield { record: verdict.record, line: (primary) => verdictLine(file, verdict, primary, kernels.engine, name) };
      }
    },
  });
}

async function openVerdictSink(options: ClassifyOptions, model: ModelName, pseudonyms: Pseudonyms | null, output: Output): Promise<Sink<VerdictLine>> {
  const { format, top, engine, window, byClient: lengths } = options;
  const windows = window !== undefined;
  const view = { top, windows, engine, model };
  if (lengths) return byClient(lengths, pseudonyms && new Pseudonyms('net'), await openSink(format, { columns: clientColumns, view: clientView(view) }, output));
  const sink = await openSink(format, { columns: verdictColumns(windows), view: verdictView(view) }, output);
  return pseudonyms ? masked(sink, pseudonyms) : sink;
}
