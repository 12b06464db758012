import type { Kernels } from '@tunnelscope/core/kernels';
import type { Model } from '@tunnelscope/model';
import { type Doubt, doubtOf, isDoubtful } from '@tunnelscope/model/doubt';
import { KIND } from '@tunnelscope/model/features/kind';
import { featureNames } from '@tunnelscope/model/features/schema';
import { judgeWindows } from '@tunnelscope/model/judge';
import { OUTCOMES } from '@tunnelscope/model/outcome';
import { partFor } from '@tunnelscope/model/part';
import { explain, type Reason } from '@tunnelscope/model/reasons';
import { hasTooLittle, rateOf, TOO_LITTLE } from '@tunnelscope/model/too-little';
import { meanOutcomes, type Verdict, verdictOf } from '@tunnelscope/model/verdict';
import { SAY_ALWAYS, type VerdictRule } from '@tunnelscope/model/verdict-rule';
import type { FlowRecord, WindowSample } from './flow-record.ts';

/** A verdict on a flow, or on one window of it. */
export interface FlowVerdict extends Verdict {
  readonly record: FlowRecord;
  /** The window that alone was judged; null if the whole flow was. */
  readonly window: WindowSample | null;
  /** Seconds from the flow's first packet until the verdict stood for good; null for unknown. */
  readonly decidedAfterSeconds: number | null;
  readonly reasons: readonly Reason[];
  readonly warnings: readonly string[];
}

/** How many reasons a verdict names. */
const MOST_REASONS = 4;
/** With nothing to judge there is no verdict; most flows that short carry no media. */
const TOO_SHORT = Float64Array.of(0.3, 0.3, 0, 0, 0.4);
const NEVER: VerdictRule = { ...SAY_ALWAYS, least: { live: 2, vod: 2, other: 2 } };
/** Shorter windows hold too little of any rhythm. */
const SHORTEST = 5; // s

/**
 * One window, judged from that window alone. With too little traffic it is a pause, or no media: alone it does not say which. One
 * shorter than 5 s says nothing either.
 */
export function judgeWindow(record: FlowRecord, window: WindowSample, model: Model, kernels: Kernels): FlowVerdict {
  const tooShort = window.seconds < SHORTEST;
  if (tooShort || hasTooLittle(window)) {
    const warnings = tooShort ? [shortWarning(window.seconds)] : [];
    return { ...verdictOf(TOO_SHORT, NEVER, false), record, window, decidedAfterSeconds: null, reasons: tooShort ? [] : [tooLittleReason([window])], warnings: [...warnings, ...warningsOf(record, [])] };
  }
  const part = partFor(model, record.resolution, window.seconds);
  const doubt = doubtOf(part, window);
  const verdict = verdictOf(judgeWindows(part, [window], kernels), part.rule, isDoubtful(doubt));
  return {
    ...verdict,
    record,
    window,
    decidedAfterSeconds: verdict.verdict === 'unknown' ? null : window.start + window.seconds,
    reasons: explain(part, [window], verdict.likely, MOST_REASONS),
    warnings: warningsOf(record, [doubt]),
  };
}

/**
 * One verdict out of a flow's windows: the mean of what its minutes say, each judged alone; for a flow shorter than a
 * minute what its longest window says. Windows with too little traffic for media are pauses, and say nothing; a flow of
 * nothing else is other, and so is one whose first seconds have enough but the minute that they begin does not.
 */
export function judgeFlow(record: FlowRecord, model: Model, kernels: Kernels): FlowVerdict {
  const { windows } = record;
  if (windows.length === 0) {
    return { ...verdictOf(TOO_SHORT, NEVER, false), record, window: null, decidedAfterSeconds: null, reasons: [], warnings: [shortWarning(record.durationSeconds)] };
  }
  const outcomes = judgeEach(record, model, kernels);
  const steps: Verdict[] = [];
  let deciding: WindowSample[] = [];
  let rows: Float64Array[] = [];
  let doubts: Doubt[] = [];
  for (const window of windows) {
    const row = outcomes.get(window);
    if (row) {
      // A longer window holds what the shorter ones before it held, and says more.
      if (deciding[0] && window.seconds > deciding[0].seconds) [deciding, rows, doubts] = [[], [], []];
      deciding.push(window);
      rows.push(row);
      const doubt = doubtOf(partFor(model, record.resolution, window.seconds), window);
      if (isDoubtful(doubt)) doubts.push(doubt);
    } else if (deciding[0] && window.start === deciding[0].start && window.seconds > deciding[0].seconds) {
      // A handshake of some seconds was no media if the minute that it begins holds no more than that.
      [deciding, rows, doubts] = [[], [], []];
    }
    steps.push(rows.length === 0 ? verdictOf(TOO_LITTLE, SAY_ALWAYS, false) : verdictOf(meanOutcomes(rows), partFor(model, record.resolution, deciding[0]!.seconds).rule, doubts.length / rows.length > 0.5));
  }
  const verdict = steps.at(-1)!;
  const judged = { ...verdict, record, window: null, decidedAfterSeconds: decidedAfter(steps, windows) };
  if (deciding.length === 0) return { ...judged, reasons: [tooLittleReason(windows)], warnings: warningsOf(record, []) };
  const part = partFor(model, record.resolution, deciding[0]!.seconds);
  return { ...judged, reasons: explain(part, deciding, verdict.likely, MOST_REASONS), warnings: warningsOf(record, doubts.length / rows.length > 0.5 ? doubts : []) };
}

/** Outcomes of the windows that have enough traffic. Those of one length are judged in one call: a forest's trees are then read once. */
function judgeEach({ windows, resolution }: FlowRecord, model: Model, kernels: Kernels): ReadonlyMap<WindowSample, Float64Array> {
  const outcomes = new Map<WindowSample, Float64Array>();
  for (const [seconds, alike] of Map.groupBy(windows.filter((window) => !hasTooLittle(window)), (window) => window.seconds)) {
    const table = judgeWindows(partFor(model, resolution, seconds), alike, kernels);
    for (const [i, window] of alike.entries()) outcomes.set(window, table.subarray(i * OUTCOMES.length, (i + 1) * OUTCOMES.length));
  }
  return outcomes;
}

function shortWarning(seconds: number): string {
  return `too short for a verdict: ${(Math.floor(10 * seconds) / 10).toFixed(1)} s, at least ${SHORTEST} s are needed`;
}

function tooLittleReason(windows: readonly WindowSample[]): Reason {
  const rate = windows.reduce((sum, window) => sum + rateOf(window), 0) / windows.length;
  const other = TOO_LITTLE.at(-1)!;
  return {
    feature: 'rate_down',
    value: windows.reduce((sum, { kind }) => sum + kind[featureNames(KIND).indexOf('rate_down')]!, 0) / windows.length,
    effect: Math.log(other / (1 - other)),
    text: `carries ${Math.round(rate)} bytes a second: too little for audio or video`,
  };
}

/** End of the first window of the last unbroken run of the final verdict. */
function decidedAfter(steps: readonly Verdict[], windows: readonly WindowSample[]): number | null {
  const final = steps.at(-1)!.verdict;
  if (final === 'unknown') return null;
  let first = steps.length - 1;
  while (first > 0 && steps[first - 1]!.verdict === final) first--;
  return windows[first]!.start + windows[first]!.seconds;
}

/** @param doubts on windows that the verdict is from */
function warningsOf(record: FlowRecord, doubts: readonly Doubt[]): string[] {
  const warnings: string[] = [];
  const unlike = [...new Set(doubts.flatMap((doubt) => doubt.unlike))];
  if (unlike.length > 0) warnings.push(`unlike the traffic that the model was trained on: ${unlike.join(', ')}`);
  if (doubts.some(({ contradictory }) => contradictory)) warnings.push('requests and rhythm disagree: a playlist for each segment, and pauses longer than any segment; several streams in one tunnel, perhaps');
  if (record.latePackets > 0) warnings.push(`${record.latePackets} packets came too late to be judged`);
  return warnings;
}
