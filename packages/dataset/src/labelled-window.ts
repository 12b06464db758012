import type { WindowFeatures } from '@tunnelscope/model/judge';
import type { Outcome } from '@tunnelscope/model/outcome';
import { hasTooLittle } from '@tunnelscope/model/too-little';
import type { LabelledCapture } from './labelled-capture.ts';

/** One window of a labelled capture's primary flow: a row of training and evaluation. */
export interface LabelledWindow extends WindowFeatures {
  readonly outcome: Outcome;
  /** Number of the capture in the list that it comes from. */
  readonly capture: number;
  /** Seconds from the flow's first packet. */
  readonly start: number;
  readonly seconds: number;
}

/**
 * All windows of one length that are judged at all, capture by capture, in order of time: those with too little traffic are
 * pauses, of which no model is asked.
 */
export function windowsOf(captures: readonly LabelledCapture[], seconds: number): LabelledWindow[] {
  return captures.flatMap(({ record, outcome }, capture) =>
    record.windows
      .filter((window) => window.seconds === seconds && !hasTooLittle(window))
      .map(({ kind, liveness, start }) => ({ kind, liveness, outcome, capture, start, seconds })),
  );
}
