import type { VerdictLine } from '@tunnelscope/detector/verdict-line';
import { Problem } from '../problem/problem.ts';
import type { Services } from '../services.ts';
import type { Upload } from '../uploads/upload.ts';
import { judgeUpload } from './judge-upload.ts';

/** A line, or what is wrong with a capture: then the next one's lines follow. */
export type Judged = VerdictLine | Problem;

/** Judges one capture after the other; one that is faulty stops no other. @throws Problem what concerns the request as a whole */
export async function* judgeUploads(uploads: AsyncIterable<Upload>, services: Services): AsyncGenerator<Judged, void, undefined> {
  let captures = 0;
  for await (const upload of uploads) {
    captures++;
    try {
      yield* judgeUpload(upload, services);
    } catch (error) {
      if (!(error instanceof Problem && CONCERNS_ONE.test(error.kind))) throw error;
      yield error;
    }
  }
  if (captures === 0) throw new Problem(400, 'no-capture', 'There is no capture', 'found a multipart body without a file, expected one at least');
}

const CONCERNS_ONE = /^(capture-.*|no-packets|model)$/;
