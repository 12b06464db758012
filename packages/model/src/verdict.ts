import { classOf, OUTCOMES, type Subtype, VERDICT_CLASSES, type VerdictClass } from './outcome.ts';

/** What is said about a window or a flow. */
export interface Verdict {
  readonly verdict: VerdictClass | 'unknown';
  /** Of a live verdict; null for any other. */
  readonly subtype: Subtype | null;
  /** Calibrated, of the verdict; for unknown the largest of `probabilities`. */
  readonly probability: number;
  /** The class with the largest probability, whether or not it is enough for a verdict. */
  readonly likely: VerdictClass;
  readonly probabilities: Readonly<Record<VerdictClass, number>>;
}

/** A class that is less probable than all others together is no verdict. */
export const LEAST_PROBABILITY = 0.5;
/** The same for traffic unlike any that the model was trained on: its probabilities are worth less. */
export const LEAST_PROBABILITY_UNLIKE = 0.75;

/**
 * The verdict that probabilities of OUTCOMES amount to; unknown where no class is probable enough.
 * @param outcomes one value for each of OUTCOMES, summing to 1
 * @param unlike whether features were far outside what the model was trained on
 */
export function verdictOf(outcomes: Float64Array, unlike: boolean): Verdict {
  const probabilities: Record<VerdictClass, number> = { live: 0, vod: 0, other: 0 };
  for (const [i, outcome] of OUTCOMES.entries()) probabilities[classOf(outcome)] += outcomes[i]!;
  let likely: VerdictClass = 'live';
  for (const name of VERDICT_CLASSES) if (probabilities[name] > probabilities[likely]) likely = name;
  const probability = probabilities[likely];
  const least = unlike ? LEAST_PROBABILITY_UNLIKE : LEAST_PROBABILITY;
  const verdict = probability < least ? 'unknown' : likely;
  return { verdict, subtype: verdict === 'live' ? subtypeOf(outcomes) : null, probability, likely, probabilities };
}

function subtypeOf(outcomes: Float64Array): Subtype {
  const [broadcast, , call, audio] = outcomes as unknown as [number, number, number, number];
  if (broadcast >= call && broadcast >= audio) return 'broadcast';
  return call >= audio ? 'call' : 'audio';
}

/** The mean of several rows of outcomes: every window of a flow counts the same. @throws RangeError without rows */
export function meanOutcomes(rows: readonly Float64Array[]): Float64Array {
  if (rows.length === 0) throw new RangeError('outcomes: expected at least one row, found none');
  const mean = new Float64Array(OUTCOMES.length);
  for (const row of rows) for (let i = 0; i < mean.length; i++) mean[i]! += row[i]! / rows.length;
  return mean;
}
