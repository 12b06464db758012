import { inWorkers } from '@tunnelscope/workers/in-workers';
import type { AnalysisKind, LineOf } from './analyses.ts';
import { readingText } from './capture-reading.ts';
import { type FilesOptions, place } from './files-options.ts';
import type { FilePart } from './read-file.ts';
import type { FileShare, WorkerData } from './worker.ts';

/** What comes of each file from `first` on, in their order; each of the threads reads one file at a time. */
export async function* readAtOnce<Kind extends AnalysisKind>(
  files: readonly string[],
  first: number,
  threads: number,
  options: FilesOptions<Kind>,
): AsyncGenerator<AsyncIterable<FilePart<LineOf<Kind>>>, void, undefined> {
  const { plan, interrupt, progress, shownName } = options;
  let turn = first - 1;
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
    shown = shownName(files[++turn]!);
    yield parts;
  }
}
