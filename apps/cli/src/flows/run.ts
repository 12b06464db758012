import { complain, complainOf } from '../complain.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { catchInterrupt } from '../interrupt.ts';
import type { Output } from '../output.ts';
import { Progress } from '../progress.ts';
import type { Sink } from '../sinks/sink.ts';
import type { AnalysisKind, AnalysisPlan, LineOf } from './analyses.ts';
import { arrived } from './carried-error.ts';
import { endInside } from './client-networks.ts';
import { keepHeapSmall } from './heap-growth.ts';
import type { FileEnd, FilePart } from './read-file.ts';
import { readFiles } from './read-files.ts';
import { type Network, networkText } from '../where/network.ts';

/** Captures on their way through an analysis into a sink. */
export interface Run<Kind extends AnalysisKind> {
  readonly files: readonly string[];
  /** What is made of each capture. */
  readonly plan: AnalysisPlan<Kind>;
  /** Files that are read at once; undefined: as many as there are cores. */
  readonly jobs: number | undefined;
  /** The one file is still being written: more is waited for, until Ctrl-C. */
  readonly follow: boolean;
  readonly quiet: boolean;
  /** What the lines are, in the plural. */
  readonly results: string;
  /** Networks that the user says clients are in. */
  readonly clients: readonly Network[];
  /** Which lines are wanted; asked of each, once. */
  wanted(line: LineOf<Kind>): boolean;
  /** The same in the user's words; undefined where all are. */
  readonly where: string | undefined;
  readonly sink: Sink<LineOf<Kind>>;
  /** Where the sink writes to: closed at the end, or left as it was if nothing could be read. */
  readonly output: Pick<Output, 'close' | 'discard' | 'path'>;
  /** Length of the windows that lines are about; undefined where they are about flows. */
  readonly windowSeconds?: number | undefined;
  /** What is done to every message on standard error; nothing by default. */
  readonly mask?: ((text: string) => string) | undefined;
}

/**
 * Tells of one capture after the other, though several may be read at once. One that cannot be read to its end is reported as far
 * as it goes, then complained about, and stops no other; nor does one that the model is not made for. Ctrl-C ends the reading, not the report.
 * @throws UsageError if standard input is asked for twice; WorkerError if a thread died
 */
export async function run<Kind extends AnalysisKind>(options: Run<Kind>): Promise<ExitCode> {
  const { files, follow, quiet, sink, output, where, clients, windowSeconds, mask = (text) => text } = options;
  if (files.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read once only');
  if (follow && files.length > 1) throw new UsageError('--follow waits for more of one capture: give one');
  keepHeapSmall();
  const interrupt = catchInterrupt();
  const progress = new Progress(quiet);
  let exitCode: ExitCode = EXIT.done;
  const total = { files: 0, read: 0, lines: 0, wanted: 0 };
  let namesClient = false;
  try {
    for await (const parts of readFiles(files, { ...options, interrupt, progress, shownName: mask, afterInterrupt: options.results })) {
      const file = files[total.files++]!;
      const { lines, wanted, isClientNamed, end } = await writeLines(parts, options, progress);
      progress.clear();
      total.lines += lines;
      total.wanted += wanted;
      namesClient ||= isClientNamed;
      if (end.told) {
        total.read++;
        await sink.endFile(file, end.statistics);
      }
      if (!quiet) {
        for (const warning of end.warnings) complain(mask(`warning: ${warning}`));
        const unfit = windowSeconds !== undefined && lines === 0 && end.fault === null && end.statistics.packets > 0;
        if (unfit && !interrupt.aborted) complain(mask(`warning: ${file}: no window of ${windowSeconds} s fits into any of its flows`));
      }
      if (end.fault) exitCode = complainOf(arrived(end.fault), mask);
      if (interrupt.aborted) break;
    }
    if (total.read > 0 || output.path === null) {
      await sink.end();
      await output.close();
    } else {
      await output.discard();
      complain(mask(`${output.path} is not written: there was nothing to read`));
    }
  } catch (error) {
    await output.discard();
    throw error;
  } finally {
    progress.clear();
  }
  if (!quiet && where !== undefined && total.lines > 0 && total.wanted === 0) {
    complain(mask(`warning: no ${windowSeconds === undefined ? 'flow' : 'window'} matches --where ${where}`));
  }
  if (!quiet && clients.length > 0 && total.lines > 0 && !namesClient) {
    complain(mask(`warning: no flow has one end in --client ${clients.map(networkText).join(', ')}: its traffic told which end is the client`));
  }
  return interrupt.aborted ? EXIT.interrupted : exitCode;
}

interface Written {
  /** Lines that there are, wanted or not. */
  readonly lines: number;
  readonly wanted: number;
  /** Whether any of them is about a flow whose client the user named. */
  readonly isClientNamed: boolean;
  readonly end: FileEnd;
}

async function writeLines<Kind extends AnalysisKind>(parts: AsyncIterable<FilePart<LineOf<Kind>>>, { wanted, sink, clients }: Run<Kind>, progress: Progress): Promise<Written> {
  let [lines, matching] = [0, 0];
  let isClientNamed = false;
  let end: FileEnd | null = null;
  for await (const part of parts) {
    if ('end' in part) {
      end = part.end;
      continue;
    }
    lines++;
    isClientNamed ||= clients.length > 0 && endInside(clients, part.line.flow.client, part.line.flow.server) !== null;
    if (!wanted(part.line)) continue;
    matching++;
    progress.clear();
    await sink.write(part.line);
  }
  return { lines, wanted: matching, isClientNamed, end: end! };
}
