import { classOf, OUTCOMES, type Subtype, VERDICT_CLASSES, type VerdictClass } from './outcome.ts';
import type { VerdictRule } from './verdict-rule.ts';

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

/**
 * The verdict that probabilities of OUTCOMES amount to: the most probable class; unknown where it is not as probable as the
 * rule wants.
 * @param outcomes one value for each of OUTCOMES, summing to 1
 * @param rule of the model part that the outcomes are from
 * @param doubtful whether nothing should be said whatever the probabilities (see doubt.ts): the rule's risk is stated for
 * groups like those of training
 */
export function verdictOf(outcomes: Float64Array, rule: VerdictRule, doubtful: boolean): Verdict {
  const { likely, probabilities } = likeliest(outcomes);
  const probability = probabilities[likely];
  const verdict = doubtful || probability < rule.least[likely] ? 'unknown' : likely;
  return { verdict, subtype: verdict === 'live' ? subtypeOf(outcomes) : null, probability, likely, probabilities };
}

/** Probabilities of the verdict's classes, and which is the largest; the first of equal ones. */
export function likeliest(outcomes: Float64Array): Pick<Verdict, 'likely' | 'probabilities'> {
  const probabilities: Record<VerdictClass, number> = { live: 0, vod: 0, other: 0 };
  for (const [i, outcome] of OUTCOMES.entries()) probabilities[classOf(outcome)] += outcomes[i]!;
  let likely: VerdictClass = 'live';
  for (const name of VERDICT_CLASSES) if (probabilities[name] > probabilities[likely]) likely = name;
  return { likely, probabilities };
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
