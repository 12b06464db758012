import { answerTasks } from '@tunnelscope/workers/answer';
import type { Step } from '../progress.ts';
import { type AnalysisKind, type AnalysisPlan, type LineOf, openAnalysis } from './analyses.ts';
import { type FilePart, readFile } from './read-file.ts';

/** What a worker is to know once. */
export interface WorkerData<Kind extends AnalysisKind> {
  readonly plan: AnalysisPlan<Kind>;
  /** Whether anybody looks at how far a file is. */
  readonly progress: boolean;
}

/** How far a file is. */
export type FileShare = Pick<Step, 'done' | 'of'>;

/** A file is told of so often at most: batches are many more. */
const TELL_EVERY = 100; // ms

answerTasks<WorkerData<AnalysisKind>, string, FilePart<LineOf<AnalysisKind>>, FileShare>(async ({ plan, progress }) => {
  const analysis = await openAnalysis(plan);
  return (file, { interrupt, note }) => {
    let told = -Infinity;
    const show = ({ done, of }: Step) => {
      if (!progress || performance.now() - told < TELL_EVERY) return;
      told = performance.now();
      note({ done, of });
    };
    return readFile(file, analysis, interrupt, { show });
  };
});
