import { readCapture } from '@tunnelscope/capture';
import { CaptureError } from '@tunnelscope/capture/errors';
import { fromChunks } from '@tunnelscope/capture/from-chunks';
import { captureWarnings } from '@tunnelscope/capture/loss-warnings';
import type { CaptureSource } from '@tunnelscope/capture/source';
import { createStatistics } from '@tunnelscope/capture/statistics';
import type { Kernels } from '@tunnelscope/core/kernels';
import { detect } from '@tunnelscope/detector';
import { linesOf } from '@tunnelscope/detector/line-source';
import { type VerdictLine, verdictLine } from '@tunnelscope/detector/verdict-line';
import type { DecodedModel } from '@tunnelscope/model/model-file';
import { decompressors } from './decompressors.ts';

export interface Judged {
  readonly lines: readonly VerdictLine[];
  readonly packets: number;
  readonly warnings: readonly string[];
  /** Why it could not be read to its end; null if it was. */
  readonly fault: string | null;
}

/** Judges the flows of a file as far as it can be read. */
export async function judge(file: File, kernels: Kernels, model: DecodedModel): Promise<Judged> {
  const source: CaptureSource = { name: file.name, bytesTotal: file.size, decompressors, ...fromChunks(piecesOf(file)) };
  const statistics = createStatistics();
  let fault: string | null = null;

  async function* batches() {
    try {
      yield* readCapture(source, kernels, { statistics });
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      fault = error.message;
    }
  }

  const name = { name: model.name, hash: model.hash };
  const lines: VerdictLine[] = [];
  const found = linesOf(false, batches(), async function* (packets) {
    for await (const verdict of detect(packets, { kernels, model })) {
      yield { record: verdict.record, line: (primary: boolean) => verdictLine(file.name, verdict, primary, kernels.engine, name) };
    }
  });
  for await (const line of found) lines.push(line);
  return { lines, packets: statistics.packets, warnings: captureWarnings(statistics, fault === null, null), fault };
}

/** Not every browser lets streams be iterated over. */
async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
  } finally {
    await reader.cancel();
  }
}
