import type { Engine } from '@tunnelscope/core/kernels';
import type { ExitCode } from '../exit.ts';
import { run } from '../flows/run.ts';
import { loadModel } from '../load-model.ts';
import { masked } from '../masking/masked-sink.ts';
import { Pseudonyms } from '@tunnelscope/detector/pseudonyms';
import type { Output } from '../output.ts';
import { openOutput } from '../output-file.ts';
import { type Format, openSink } from '../sinks/formats.ts';
import type { Sink } from '../sinks/sink.ts';
import { compileWhere } from '../where/compile.ts';
import { type Network, networkText } from '../where/network.ts';
import { byClient, type PrefixLengths } from './by-client.ts';
import { clientColumns, clientView } from './client-view.ts';
import { OutsideWindows } from './outside-windows.ts';
import { verdictColumns } from './verdict-columns.ts';
import type { ModelName, VerdictLine } from '@tunnelscope/detector/verdict-line';
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
  /** Files that are read at once; as many as there are cores if left out. */
  readonly jobs?: number;
  readonly engine: Engine;
  readonly model?: string;
  readonly client: readonly Network[];
  readonly maskAddresses?: true;
  readonly quiet?: true;
}

/** Judges the flows of captures. @throws UsageError, InputError and ModelError before anything is read */
export async function classify(files: readonly string[], options: ClassifyOptions): Promise<ExitCode> {
  const { window, where, engine } = options;
  const matches = where === undefined ? () => true : compileWhere(where, verdictColumns(window !== undefined));
  const model = await loadModel(options.model);
  const name = { name: model.name, hash: model.hash };
  const pseudonyms = options.maskAddresses ? new Pseudonyms() : null;
  const output = await openOutput(options.output, files);
  const outside = options.byClient && window !== undefined && !options.quiet ? new OutsideWindows() : null;
  const sink = await openVerdictSink(options, name, pseudonyms, output);
  return run<'verdicts'>({
    files,
    plan: { kind: 'verdicts', settings: { engine, model, client: options.client.map(networkText), windowSeconds: window, captureWarnings: options.format !== 'table' } },
    jobs: options.jobs,
    follow: options.follow === true,
    quiet: options.quiet === true,
    clients: options.client,
    results: 'verdicts',
    wanted(line) {
      outside?.judged(line);
      return matches(line);
    },
    where,
    windowSeconds: window,
    mask: pseudonyms ? (text) => pseudonyms.text(text) : undefined,
    sink: outside?.tellingAtEnd(sink, window!) ?? sink,
    output,
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
