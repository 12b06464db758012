import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type AnalysisKind, type LineOf, openAnalysis } from './analyses.ts';
import { type FilesOptions, place } from './files-options.ts';
import { type FilePart, readFile } from './read-file.ts';

/** Unless the user asks for threads, files are read without until so many ms have passed: starting threads takes a fifth of that, and must pay. */
const PATIENCE = 1000;
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
  if (next === files.length) return;
  const { readAtOnce } = await import('./read-at-once.ts');
  yield* readAtOnce(files, next, threads, options);
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
