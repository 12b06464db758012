import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { Model } from '@tunnelscope/model';
import { type FlowVerdict, judgeFlow, judgeWindow } from './flow-verdict.ts';
import { type TrackOptions, trackFlows } from './track.ts';
import { fixedWindows, VERDICT_WINDOWS } from './window-plan.ts';

export interface DetectOptions extends Partial<Omit<TrackOptions, 'plan' | 'kernels'>>, Pick<TrackOptions, 'kernels'> {
  readonly model: Model;
  /** Judge every window of this many seconds alone, instead of each flow as a whole. */
  readonly windowSeconds?: number | undefined;
}

/**
 * The whole pipeline: packets in, verdicts out. A flow's verdict comes when the flow ends, which for a capture that is
 * read to its end is at the end, in order of first appearance.
 */
export async function* detect(batches: AsyncIterable<CaptureBatch>, options: DetectOptions): AsyncGenerator<FlowVerdict, void, undefined> {
  const { model, kernels, windowSeconds } = options;
  const plan = windowSeconds === undefined ? VERDICT_WINDOWS : fixedWindows(windowSeconds);
  const records = trackFlows(batches, { clientOf: () => null, seed: false, ...options, plan });
  for await (const record of records) {
    if (windowSeconds === undefined) yield judgeFlow(record, model, kernels);
    else for (const window of record.windows) yield judgeWindow(record, window, model, kernels);
  }
}
