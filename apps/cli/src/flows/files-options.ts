import type { Progress } from '../progress.ts';
import type { AnalysisKind, AnalysisPlan } from './analyses.ts';

/** How files are read, on whichever threads. */
export interface FilesOptions<Kind extends AnalysisKind> {
  readonly plan: AnalysisPlan<Kind>;
  /** Threads that read files; undefined: one for each core, as soon as the work is worth it. */
  readonly jobs: number | undefined;
  /** The one file is still being written: more is waited for, until the interruption. */
  readonly follow: boolean;
  /** What Ctrl-C brings of a capture without an end. */
  readonly afterInterrupt: string;
  readonly interrupt: AbortSignal;
  readonly progress: Progress;
  /** What messages call a file; asked when the file's turn comes. */
  shownName(file: string): string;
}

/** For the progress bar, which of several files it is about. */
export function place(index: number, { length }: readonly string[]): string {
  return length === 1 ? '' : `${index + 1} of ${length}: `;
}
