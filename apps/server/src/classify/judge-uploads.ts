import type { VerdictLine } from '@tunnelscope/detector/verdict-line';
import type { LiveServices } from '../live/live-services.ts';
import { Problem } from '../problem/problem.ts';
import type { Services } from '../services.ts';
import type { Upload } from '../uploads/upload.ts';
import { keptLines } from './kept-lines.ts';

/** What is wrong with one capture: those after it are judged all the same. */
export class CaptureFault {
  readonly problem: Problem;
  /** How many lines the capture had before. */
  readonly lines: number;

  constructor(problem: Problem, lines: number) {
    this.problem = problem;
    this.lines = lines;
  }
}

export type Judged = VerdictLine | CaptureFault;

/** Judges one capture after the other. @throws Problem what concerns the request as a whole */
export async function* judgeUploads(uploads: AsyncIterable<Upload>, services: Services & Pick<LiveServices, 'store'>): AsyncGenerator<Judged, void, undefined> {
  let captures = 0;
  for await (const upload of uploads) {
    captures++;
    let lines = 0;
    try {
      for await (const line of keptLines(upload, services)) {
        lines++;
        yield line;
      }
    } catch (error) {
      if (!(error instanceof Problem && CONCERNS_ONE.test(error.kind))) throw error;
      yield new CaptureFault(error, lines);
    }
  }
  if (captures === 0) throw new Problem(400, 'no-capture', 'There is no capture', 'found a multipart body without a file, expected one at least');
}

const CONCERNS_ONE = /^(capture-.*|no-packets|model)$/;
