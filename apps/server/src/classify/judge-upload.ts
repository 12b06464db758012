import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { CaptureError } from '@tunnelscope/capture/errors';
import { fromChunks } from '@tunnelscope/capture/from-chunks';
import { captureWarnings, lossWarnings } from '@tunnelscope/capture/loss-warnings';
import { createStatistics, losses } from '@tunnelscope/capture/statistics';
import { detect } from '@tunnelscope/detector';
import { linesOf } from '@tunnelscope/detector/line-source';
import { Pseudonyms } from '@tunnelscope/detector/pseudonyms';
import { type VerdictLine, verdictLine } from '@tunnelscope/detector/verdict-line';
import { ModelError } from '@tunnelscope/model/model-file/model-error';
import { captureProblem } from '../problem/capture-problem.ts';
import { Problem } from '../problem/problem.ts';
import type { Services } from '../services.ts';
import { boundedDecompressors } from '../uploads/bounded-decompressors.ts';
import type { Upload } from '../uploads/upload.ts';

/**
 * Judges each flow of one capture while it comes. A fault in the capture ends the reading, not the judging: what came
 * before is judged, the primary flow's line names the fault among its warnings, and then it is thrown. So a capture
 * without a flow before its fault is the fault alone.
 * @throws Problem
 */
export async function* judgeUpload({ name, bytes }: Upload, services: Services): AsyncGenerator<VerdictLine, void, undefined> {
  const { kernels, model, limits, metrics, maskAddresses, clientOf } = services;
  const pseudonyms = maskAddresses ? new Pseudonyms() : null;
  const file = pseudonyms?.text(name) ?? name;
  const statistics = createStatistics();
  const modelName = { name: model.name, hash: model.hash };
  let fault: CaptureError | null = null;

  async function* batches(): AsyncGenerator<CaptureBatch, void, undefined> {
    const source = { name: file, decompressors: boundedDecompressors(limits.decompressedBytes), ...fromChunks(bytes) };
    try {
      yield* readCapture(source, kernels, { statistics });
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      // A limit that was met, or the client's end of the connection: no fault of the capture.
      if (error.cause instanceof Problem || error.kind === 'unreadable') throw error.cause;
      fault = error;
    }
  }

  const pipeline = async function* (packets: AsyncIterable<CaptureBatch>) {
    for await (const verdict of detect(packets, { kernels, model, clientOf })) {
      yield { record: verdict.record, line: (primary: boolean) => verdictLine(file, verdict, primary, kernels.engine, modelName) };
    }
  };
  try {
    for await (const line of linesOf(false, batches(), pipeline)) {
      metrics.verdicts.inc({ verdict: line.verdict, source: 'upload' });
      if (line.decidedAfterSeconds !== null) metrics.decisionSeconds.observe(line.decidedAfterSeconds);
      // What concerns the capture and not one flow stands with the primary flow.
      const judged = line.primary ? { ...line, warnings: [...line.warnings, ...captureWarnings(statistics, fault === null, fault)] } : line;
      yield pseudonyms?.mask(judged) ?? judged;
    }
  } catch (error) {
    if (error instanceof ModelError) throw new Problem(422, 'model', 'The model cannot judge this capture', `${file}: ${error.message}`, { members: { file } });
    throw error;
  } finally {
    metrics.packets.inc({ source: 'upload' }, statistics.packets);
    metrics.bytes.inc({ source: 'upload' }, statistics.bytes);
    for (const [reason, count] of losses({ skipped: statistics.skipped })) metrics.dropped.inc({ reason }, count);
  }
  if (fault) throw captureProblem(fault);
  if (statistics.packets === 0 && losses(statistics).length > 0) {
    throw new Problem(422, 'no-packets', 'No packets could be read', `${file}: ${lossWarnings(statistics, true).join('; ')}`, { members: { file } });
  }
}
