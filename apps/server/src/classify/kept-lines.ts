import { Pseudonyms } from '@tunnelscope/detector/pseudonyms';
import type { VerdictLine } from '@tunnelscope/detector/verdict-line';
import type { LiveServices } from '../live/live-services.ts';
import type { Services } from '../services.ts';
import type { Upload } from '../uploads/upload.ts';
import { judgeUpload } from './judge-upload.ts';
import { readyBatches } from './ready-batches.ts';

/** Lines that are kept in one go at most. */
const AT_ONCE = 256;

/** The lines of a capture, each of them in the history before it is handed out. @throws Problem and StoreError */
export async function* keptLines(upload: Upload, services: Services & Pick<LiveServices, 'store'>): AsyncGenerator<VerdictLine, void, undefined> {
  const { store, maskAddresses } = services;
  let bytes = 0;
  async function* counted() {
    for await (const piece of upload.bytes) {
      bytes += piece.length;
      yield piece;
    }
  }
  const record = await store.beginUpload(maskAddresses ? new Pseudonyms().text(upload.name) : upload.name);
  let ending: string | null = 'not read to its end';
  try {
    for await (const lines of readyBatches(judgeUpload({ name: upload.name, bytes: counted() }, services), AT_ONCE)) {
      await record.record(lines.map((line) => ({ time: Date.parse(line.start), flow: line.flow.id, verdict: line.verdict, line })));
      yield* lines;
    }
    ending = null;
  } catch (error) {
    ending = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    await record.end(bytes, ending);
  }
}
