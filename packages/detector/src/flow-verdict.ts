import type { Kernels } from '@tunnelscope/core/kernels';
import type { Model, ModelPart } from '@tunnelscope/model';
import { judgeWindows } from '@tunnelscope/model/judge';
import { OUTCOMES } from '@tunnelscope/model/outcome';
import { partFor } from '@tunnelscope/model/part';
import { explain, type Reason } from '@tunnelscope/model/reasons';
import { unlikeTraining } from '@tunnelscope/model/unlike';
import { meanOutcomes, type Verdict, verdictOf } from '@tunnelscope/model/verdict';
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
/** Less than this on average cannot be audio or video: the leanest voice codecs send three times as much, headers included. */
const LEAST_MEDIA_RATE = 1000; // B/s
/** A rule, not an estimate: the rest is for what is wrong with every rule. */
const TOO_LITTLE = Float64Array.of(0.005, 0.005, 0, 0, 0.99);

/** One window, judged from that window alone. */
export function judgeWindow(record: FlowRecord, window: WindowSample, model: Model, kernels: Kernels): FlowVerdict {
  const part = partFor(model, record.resolution, window.seconds);
  const verdict = verdictOf(judgeWindows(part, [window], kernels), unlikeTraining(part, window).length > 0);
  return {
    ...verdict,
    record,
    window,
    decidedAfterSeconds: verdict.verdict === 'unknown' ? null : window.start + window.seconds,
    reasons: explain(part, [window], verdict.likely, MOST_REASONS, kernels),
    warnings: warningsOf(record, part, [window]),
  };
}

/**
 * One verdict out of a flow's windows: the mean of what its minutes say, each judged alone; for a flow shorter than a
 * minute what its longest window says.
 */
export function judgeFlow(record: FlowRecord, model: Model, kernels: Kernels): FlowVerdict {
  const { windows } = record;
  const longest = windows.at(-1)?.seconds;
  if (longest === undefined) {
    const verdict = verdictOf(TOO_SHORT, false);
    const warning = `too short for a verdict: ${(Math.floor(10 * record.durationSeconds) / 10).toFixed(1)} s, at least 10 s are needed`;
    return { ...verdict, record, window: null, decidedAfterSeconds: null, reasons: [], warnings: [warning] };
  }
  const rate = (record.bytesDown + record.bytesUp) / record.durationSeconds;
  if (rate < LEAST_MEDIA_RATE) {
    const text = `carries ${Math.round(rate)} bytes a second: too little for audio or video`;
    const reasons = [{ feature: 'rate_down', value: Math.log10(1 + record.bytesDown / record.durationSeconds), effect: logOdds(TOO_LITTLE.at(-1)!), text }];
    return { ...verdictOf(TOO_LITTLE, false), record, window: null, decidedAfterSeconds: windows[0]!.start + windows[0]!.seconds, reasons, warnings: [] };
  }
  const steps: Verdict[] = [];
  let deciding: WindowSample[] = [];
  let rows: Float64Array[] = [];
  for (const window of windows) {
    const part = partFor(model, record.resolution, window.seconds);
    const row = judgeWindows(part, [window], kernels).subarray(0, OUTCOMES.length);
    // A longer window holds what the shorter ones before it held, and says more.
    if (deciding[0] && window.seconds > deciding[0].seconds) [deciding, rows] = [[], []];
    deciding.push(window);
    rows.push(row);
    steps.push(verdictOf(meanOutcomes(rows), unlikeShare(part, deciding) > 0.5));
  }
  const verdict = steps.at(-1)!;
  const part = partFor(model, record.resolution, longest);
  return {
    ...verdict,
    record,
    window: null,
    decidedAfterSeconds: decidedAfter(steps, windows),
    reasons: explain(part, deciding, verdict.likely, MOST_REASONS, kernels),
    warnings: warningsOf(record, part, deciding),
  };
}

function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** End of the first window of the last unbroken run of the final verdict. */
function decidedAfter(steps: readonly Verdict[], windows: readonly WindowSample[]): number | null {
  const final = steps.at(-1)!.verdict;
  if (final === 'unknown') return null;
  let first = steps.length - 1;
  while (first > 0 && steps[first - 1]!.verdict === final) first--;
  return windows[first]!.start + windows[first]!.seconds;
}

function unlikeShare(part: ModelPart, windows: readonly WindowSample[]): number {
  return windows.filter((window) => unlikeTraining(part, window).length > 0).length / windows.length;
}

function warningsOf(record: FlowRecord, part: ModelPart, windows: readonly WindowSample[]): string[] {
  const warnings: string[] = [];
  const unlike = new Set(windows.flatMap((window) => unlikeTraining(part, window).map(({ feature }) => feature)));
  if (unlike.size > 0 && unlikeShare(part, windows) > 0.5) {
    warnings.push(`unlike the traffic that the model was trained on: ${[...unlike].join(', ')}`);
  }
  if (record.latePackets > 0) warnings.push(`${record.latePackets} packets came too late to be judged`);
  return warnings;
}
