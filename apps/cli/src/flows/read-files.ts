import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { inWorkers } from '@tunnelscope/workers/in-workers';
import type { Progress } from '../progress.ts';
import { type AnalysisKind, type AnalysisPlan, type LineOf, openAnalysis } from './analyses.ts';
import { readingText } from './capture-reading.ts';
import { type FilePart, readFile } from './read-file.ts';
import type { FileShare, WorkerData } from './worker.ts';

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

/** Unless the user asks for threads, files are read without until so many ms have passed: starting threads takes about that long. */
const PATIENCE = 200;
/** Or until one is larger than so many bytes. */
const SMALL = 2 * 2 ** 20;

/** What comes of each file, in their order. Several are read at once, but not where one of them is a pipe, which may have no end. */
export async function* readFiles<Kind extends AnalysisKind>(
  files: readonly string[],
  options: FilesOptions<Kind>,
): AsyncGenerator<AsyncIterable<FilePart<LineOf<Kind>>>, void, undefined> {
  const { plan, follow, afterInterrupt, interrupt, progress, shownName, jobs } = options;
  const sizes = files.map(sizeOf);
  const threads = Math.min(jobs ?? availableParallelism(), files.length);
  const alone = threads === 1 || follow || sizes.includes(null);
  const patience = performance.now() + PATIENCE;
  let next = 0;
  if (alone || jobs === undefined) {
    const analysis = await openAnalysis(plan);
    const isNotWorthThreads = () => next === files.length - 1 || (sizes[next]! <= SMALL && performance.now() < patience);
    for (; next < files.length && (alone || isNotWorthThreads()); next++) {
      const file = files[next]!;
      yield readFile(file, analysis, interrupt, progress, { shownName: shownName(file), place: place(next, files), follow, afterInterrupt });
      if (interrupt.aborted) return;
    }
  }
  if (next < files.length) yield* readAtOnce(files, next, threads, options);
}

async function* readAtOnce<Kind extends AnalysisKind>(
  files: readonly string[],
  first: number,
  threads: number,
  options: FilesOptions<Kind>,
): AsyncGenerator<AsyncIterable<FilePart<LineOf<Kind>>>, void, undefined> {
  const { plan, interrupt, progress, shownName } = options;
  let turn = first;
  let shown = '';
  const data: WorkerData<Kind> = { plan, progress: progress.wanted };
  const streams = inWorkers<string, FilePart<LineOf<Kind>>, FileShare>(new URL('./worker.js', import.meta.url), files.slice(first), {
    threads,
    data,
    interrupt,
    nameOf: shownName,
    onNote: (share, index) => {
      if (first + index === turn) progress.show({ what: readingText(shown, place(turn, files)), ...share });
    },
  });
  for await (const parts of streams) {
    shown = shownName(files[turn]!);
    yield parts;
    turn++;
  }
}

/** For the progress bar, which of several files it is about. */
function place(index: number, { length }: readonly string[]): string {
  return length === 1 ? '' : `${index + 1} of ${length}: `;
}

/** Bytes of a file, 0 if it cannot be had; null for a pipe, a device or standard input. */
function sizeOf(file: string): number | null {
  if (file === '-') return null;
  try {
    const status = statSync(file);
    return status.isFile() || status.isDirectory() ? status.size : null;
  } catch {
    return 0;
  }
}
