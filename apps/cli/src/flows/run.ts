import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { complain, complainOf } from '../complain.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { catchInterrupt } from '../interrupt.ts';
import { Progress } from '../progress.ts';
import type { Sink } from '../sinks/sink.ts';
import { CaptureReading } from './capture-reading.ts';
import type { FlowFields } from './flow-fields.ts';
import { type Finding, linesOf } from './line-source.ts';

/** Captures on their way through a pipeline into a sink. */
export interface Run<Line extends FlowFields> {
  readonly files: readonly string[];
  readonly quiet: boolean;
  /** What is done with each capture's packets. */
  pipeline(file: string, batches: AsyncIterable<CaptureBatch>): AsyncIterable<Finding<Line>>;
  /** Which lines are wanted. */
  wanted(line: Line): boolean;
  readonly sink: Sink<Line>;
}

/**
 * Takes one capture after the other. One that cannot be read to its end is reported as far as it goes, then complained
 * about, and stops no other. Ctrl-C ends the reading, not the report.
 * @throws UsageError if standard input is asked for twice
 */
export async function run<Line extends FlowFields>({ files, quiet, pipeline, wanted, sink }: Run<Line>): Promise<ExitCode> {
  if (files.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read once only');
  const interrupt = catchInterrupt();
  const progress = new Progress(quiet);
  let exitCode: ExitCode = EXIT.done;
  for (const file of files) {
    const reading = new CaptureReading(file, interrupt, progress);
    for await (const line of linesOf(file, reading.batches(), (batches) => pipeline(file, batches))) {
      if (!wanted(line)) continue;
      progress.clear();
      await sink.write(line);
    }
    progress.clear();
    if (reading.fault === null || reading.statistics.records > 0) await sink.endFile(file, reading.statistics);
    if (!quiet) for (const warning of reading.warnings) complain(`warning: ${warning}`);
    if (reading.fault) exitCode = complainOf(reading.fault);
    if (interrupt.aborted) break;
  }
  await sink.end();
  return interrupt.aborted ? EXIT.interrupted : exitCode;
}
