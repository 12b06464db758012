import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { Kernels } from '@tunnelscope/core/kernels';
import { ModelError } from '@tunnelscope/model/model-file/model-error';
import { complain, complainOf } from '../complain.ts';
import { EXIT, type ExitCode, InputError, UsageError } from '../exit.ts';
import { catchInterrupt } from '../interrupt.ts';
import type { Output } from '../output.ts';
import { Progress } from '../progress.ts';
import type { Sink } from '../sinks/sink.ts';
import { CaptureReading } from './capture-reading.ts';
import type { FlowFields } from '@tunnelscope/detector/flow-fields';
import { keepHeapSmall } from './heap-growth.ts';
import { type Finding, linesOf } from '@tunnelscope/detector/line-source';

/** Captures on their way through a pipeline into a sink. */
export interface Run<Line extends FlowFields> {
  readonly files: readonly string[];
  /** The twin that reads them. */
  readonly kernels: Kernels;
  /** The one file is still being written: more is waited for, until Ctrl-C. */
  readonly follow: boolean;
  readonly quiet: boolean;
  /** What the lines are, in the plural. */
  readonly results: string;
  /** What is done with each capture's packets. */
  pipeline(file: string, batches: AsyncIterable<CaptureBatch>): AsyncIterable<Finding<Line>>;
  /** Which lines are wanted. */
  wanted(line: Line): boolean;
  /** The same in the user's words; undefined where all are. */
  readonly where: string | undefined;
  readonly sink: Sink<Line>;
  /** Where the sink writes to: closed at the end, or left as it was if nothing could be read. */
  readonly output: Pick<Output, 'close' | 'discard' | 'path'>;
  /** Length of the windows that lines are about; undefined where they are about flows. */
  readonly windowSeconds?: number | undefined;
  /** What is done to every message on standard error; nothing by default. */
  readonly mask?: ((text: string) => string) | undefined;
}

/**
 * Takes one capture after the other. One that cannot be read to its end is reported as far as it goes, then complained
 * about, and stops no other; nor does one that the model is not made for. Ctrl-C ends the reading, not the report.
 * @throws UsageError if standard input is asked for twice
 */
export async function run<Line extends FlowFields>(options: Run<Line>): Promise<ExitCode> {
  const { files, kernels, follow, quiet, sink, output, where, windowSeconds, mask = (text) => text } = options;
  if (files.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read once only');
  if (follow && files.length > 1) throw new UsageError('--follow waits for more of one capture: give one');
  keepHeapSmall();
  const interrupt = catchInterrupt();
  const progress = new Progress(quiet);
  let exitCode: ExitCode = EXIT.done;
  const total = { read: 0, lines: 0, wanted: 0 };
  try {
    for (const file of files) {
      const reading = new CaptureReading(file, kernels, interrupt, progress, { shownName: mask(file), follow, afterInterrupt: options.results });
      const { lines, wanted, misfit } = await writeLines(reading, options, progress);
      progress.clear();
      total.lines += lines;
      total.wanted += wanted;
      if (misfit === null && reading.hasRead) {
        total.read++;
        await sink.endFile(file, reading.statistics);
      }
      const fault = misfit ?? reading.fault;
      if (!quiet) {
        for (const warning of reading.warnings) complain(mask(`warning: ${warning}`));
        if (lines === 0 && fault === null && !interrupt.aborted) warnOfNoWindow(reading, options);
      }
      if (fault) exitCode = complainOf(fault, mask);
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
  return interrupt.aborted ? EXIT.interrupted : exitCode;
}

interface Written {
  /** Lines that there are, wanted or not. */
  readonly lines: number;
  readonly wanted: number;
  /** Why the model cannot judge the capture, if it cannot. */
  readonly misfit: InputError | null;
}

async function writeLines<Line extends FlowFields>(
  reading: CaptureReading,
  { pipeline, wanted, sink, follow }: Run<Line>,
  progress: Progress,
): Promise<Written> {
  const { file } = reading;
  let [lines, matching] = [0, 0];
  try {
    for await (const line of linesOf(follow || file === '-', reading.batches(), (batches) => pipeline(file, batches))) {
      lines++;
      if (!wanted(line)) continue;
      matching++;
      progress.clear();
      await sink.write(line);
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { lines, wanted: matching, misfit: new InputError(`${file}: ${error.message}`, { cause: error }) };
  }
  return { lines, wanted: matching, misfit: null };
}

function warnOfNoWindow<Line extends FlowFields>({ file, statistics }: CaptureReading, { windowSeconds, mask = (text) => text }: Run<Line>): void {
  if (windowSeconds === undefined || statistics.packets === 0) return;
  complain(mask(`warning: ${file}: no window of ${windowSeconds} s fits into any of its flows`));
}
