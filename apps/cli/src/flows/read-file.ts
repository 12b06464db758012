import type { CaptureStatistics } from '@tunnelscope/capture/statistics';
import { linesOf } from '@tunnelscope/detector/line-source';
import { ModelError } from '@tunnelscope/model/model-file/model-error';
import { InputError } from '../exit.ts';
import type { Progress } from '../progress.ts';
import type { Analysis } from './analysis.ts';
import { CaptureReading, type ReadingOptions } from './capture-reading.ts';
import { type CarriedError, carried } from './carried-error.ts';

/** What comes of a capture: its lines, and last of all how it ended. Data that may cross from one thread to another. */
export type FilePart<Line> = { readonly line: Line } | { readonly end: FileEnd };

export interface FileEnd {
  readonly statistics: CaptureStatistics;
  /** Whether there is anything to tell of it. */
  readonly told: boolean;
  readonly warnings: readonly string[];
  /** What ended it early, or why the model cannot judge it; null if nothing did. */
  readonly fault: CarriedError | null;
}

/**
 * Reads one capture as far as it can be read.
 * @param interrupt when it aborts, the capture ends where it is, in good order
 * @throws only what is no fault of the capture
 */
export async function* readFile<Line extends { readonly primary: boolean }>(
  file: string,
  { kernels, pipeline, warned }: Analysis<Line>,
  interrupt: AbortSignal,
  progress: Pick<Progress, 'show'>,
  options: ReadingOptions = {},
): AsyncGenerator<FilePart<Line>, void, undefined> {
  const reading = new CaptureReading(file, kernels, interrupt, progress, options);
  const endless = options.follow === true || file === '-';
  let misfit: InputError | null = null;
  try {
    for await (const line of linesOf(endless, reading.batches(), (batches) => pipeline(file, batches))) {
      const warnings = warned ? reading.lineWarnings : [];
      yield { line: warnings.length > 0 ? warned!(line, warnings) : line };
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    misfit = new InputError(`${file}: ${error.message}`, { cause: error });
  }
  const { statistics, hasRead, warnings } = reading;
  const fault = misfit ?? reading.fault;
  yield { end: { statistics, told: misfit === null && hasRead, warnings, fault: fault && carried(fault) } };
}
