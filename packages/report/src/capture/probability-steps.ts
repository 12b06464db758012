import type { Kernels } from '@tunnelscope/core/kernels';
import type { Model } from '@tunnelscope/model';
import { judgeWindows } from '@tunnelscope/model/judge';
import { partFor } from '@tunnelscope/model/part';
import { hasTooLittle } from '@tunnelscope/model/too-little';
import { doubtOf, isDoubtful } from '@tunnelscope/model/doubt';
import { type Verdict, verdictOf } from '@tunnelscope/model/verdict';
import type { Traffic } from './traffic.ts';
import { sampleWindow } from './windows.ts';

/** What the last minute says at one moment. */
export interface ProbabilityStep {
  /** Seconds from the flow's first packet: the end of the window. */
  readonly time: number;
  /** Length of the window: it grows with the flow up to a minute, then slides. */
  readonly seconds: number;
  /** null where it holds too little for media. */
  readonly verdict: Verdict | null;
}

const FULL = 60; // s
const FIRST_STEP = 5;
const STEP = 15;

/** Judges a flow's growing first minute every five seconds, then its last minute every fifteen, each window alone. */
export function probabilitySteps(traffic: Traffic, model: Model, kernels: Kernels): ProbabilityStep[] {
  const { record } = traffic;
  const last = Math.min(record.durationSeconds, traffic.length);
  const steps: ProbabilityStep[] = [];
  for (let time = FIRST_STEP; time <= last; time += time < FULL ? FIRST_STEP : STEP) {
    const seconds = Math.min(FULL, time);
    const window = sampleWindow(traffic, time - seconds, seconds, kernels);
    const part = partFor(model, record.resolution, seconds);
    const verdict = hasTooLittle(window) ? null : verdictOf(judgeWindows(part, [window], kernels), part.rule, isDoubtful(doubtOf(part, window)));
    steps.push({ time, seconds, verdict });
  }
  return steps;
}
