import type { Kernels } from '@tunnelscope/core/kernels';
import { judgeFlow } from '@tunnelscope/detector/flow-verdict';
import type { Model, ModelPart } from '@tunnelscope/model';
import { judgeWindows } from '@tunnelscope/model/judge';
import { OUTCOMES } from '@tunnelscope/model/outcome';
import { doubtOf, isDoubtful } from '@tunnelscope/model/doubt';
import { type Verdict, verdictOf } from '@tunnelscope/model/verdict';
import type { LabelledCapture } from './labelled-capture.ts';
import type { LabelledWindow } from './labelled-window.ts';
import { VERDICT_WINDOWS } from '@tunnelscope/detector/window-plan';

/** A window and what a model that had not seen its group said of it. */
export interface Prediction extends Verdict {
  readonly window: LabelledWindow;
  /** Probabilities of OUTCOMES. */
  readonly outcomes: Float64Array;
}

/** When the verdict on a capture's primary flow stood for good, in seconds; null if it stayed unknown. */
export interface Decision {
  readonly capture: number;
  readonly decidedAfterSeconds: number | null;
}

export function predictWindows(part: ModelPart, windows: readonly LabelledWindow[], kernels: Kernels): Prediction[] {
  const table = judgeWindows(part, windows, kernels);
  return windows.map((window, row) => {
    const outcomes = table.subarray(row * OUTCOMES.length, (row + 1) * OUTCOMES.length);
    return { ...verdictOf(outcomes, part.rule, isDoubtful(doubtOf(part, window))), window, outcomes };
  });
}

/** Judges whole flows as `classify` does. @param numbers of the captures to judge */
export function decide(model: Model, captures: readonly LabelledCapture[], numbers: readonly number[], kernels: Kernels): Decision[] {
  return numbers.map((capture) => {
    const { record } = captures[capture]!;
    const windows = record.windows.filter(({ start, seconds }) => isVerdictWindow(start, seconds));
    return { capture, decidedAfterSeconds: judgeFlow({ ...record, windows }, model, kernels).decidedAfterSeconds };
  });
}

/** Whether a verdict on a flow is made from this window (see VERDICT_WINDOWS). */
function isVerdictWindow(start: number, seconds: number): boolean {
  const block = Math.floor(start / VERDICT_WINDOWS.blockSeconds);
  const offset = start - block * VERDICT_WINDOWS.blockSeconds;
  return VERDICT_WINDOWS.cuts(block).some((cut) => cut.start === offset && cut.seconds === seconds);
}
