import type { FlowRecord } from '@tunnelscope/detector/flow-record';
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
  /** Of a capture that was changed for training: it is learned from, but no evidence of how well that went. */
  readonly augmented: boolean;
}

/**
 * All windows of one length that are judged at all, capture by capture, in order of time: those with too little traffic are
 * pauses, of which no model is asked.
 */
export function windowsOf(captures: readonly LabelledCapture[], seconds: number): LabelledWindow[] {
  return captures.flatMap(({ record, outcome }, capture) => cut(record, outcome, capture, seconds, false));
}

/** The same of captures with padded packets, where they were measured. */
export function paddedWindowsOf(captures: readonly LabelledCapture[], seconds: number): LabelledWindow[] {
  return captures.flatMap(({ padded, outcome }, capture) => (padded === null ? [] : cut(padded, outcome, capture, seconds, true)));
}

function cut({ windows }: FlowRecord, outcome: Outcome, capture: number, seconds: number, augmented: boolean): LabelledWindow[] {
  return windows
    .filter((window) => window.seconds === seconds && !hasTooLittle(window))
    .map(({ kind, liveness, start }) => ({ kind, liveness, outcome, capture, start, seconds, augmented }));
}
