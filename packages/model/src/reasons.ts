import type { Kernels } from '@tunnelscope/core/kernels';
import { inputsOf, joinStages, STAGES, stageProbabilities, type WindowFeatures } from './judge.ts';
import type { ModelPart } from './model.ts';
import { classOf, OUTCOMES, type VerdictClass } from './outcome.ts';
import { reasonText } from './reason-text.ts';

/** A feature that moved a verdict. */
export interface Reason {
  readonly feature: string;
  /** Mean over the windows that were judged. */
  readonly value: number;
  /** Change of the verdict's log-odds against the same windows with this feature at its median over training. */
  readonly effect: number;
  readonly text: string;
}

/** Smaller effects than this are not worth a line. */
const LEAST_EFFECT = 0.05;

/**
 * What moved the verdict most, largest effect first. Each feature in turn is set to its median over the training windows
 * and the windows are judged again: the effect is how much the log-odds of `verdict` lose by it, averaged over the windows
 * (occlusion, as Zeiler and Fergus 2014 and Robnik-Šikonja and Kononenko 2008 have it; exact for the model as it is).
 */
export function explain(part: ModelPart, windows: readonly WindowFeatures[], verdict: VerdictClass, most: number, kernels: Kernels): Reason[] {
  if (windows.length === 0) return [];
  const inputs = STAGES.map((stage) => windows.map((window) => inputsOf(stage, part.resolution).from(window[stage])));
  // Block 0 of a stage's answers is of the windows as they are, block 1 + i of those without input i: one call of its forest.
  const answers = STAGES.map((stage, number) => stageProbabilities(part[stage], blocks(inputs[number]!, part[stage].median), kernels));
  const block = (number: number, of: number) => {
    const values = windows.length * part[STAGES[number]!].classes.length;
    return answers[number]!.subarray(of * values, (of + 1) * values);
  };
  const judge = (kindBlock: number, livenessBlock: number) => logOdds(joinStages(part, block(0, kindBlock), block(1, livenessBlock)), verdict);
  const before = judge(0, 0);
  const reasons: Reason[] = [];
  for (const [number, stage] of STAGES.entries()) {
    for (const [column, feature] of part[stage].features.entries()) {
      const after = stage === 'kind' ? judge(1 + column, 0) : judge(0, 1 + column);
      const effect = mean(before.map((odds, row) => odds - after[row]!));
      if (Math.abs(effect) < LEAST_EFFECT) continue;
      const value = mean(inputs[number]!.map((row) => row[column]!));
      reasons.push({ feature, value, effect, text: reasonText(feature, value) });
    }
  }
  return reasons.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)).slice(0, most);
}

/** The rows, then for each column the rows with its value replaced. */
function blocks(rows: readonly Float64Array[], values: ArrayLike<number>): Float64Array[] {
  return [...rows, ...Array.from(values, (value, column) => rows.map((row) => row.with(column, value))).flat()];
}

/** Log-odds of a class in each row of outcomes, kept finite: a forest's certainty is worth no more than its trees. */
function logOdds(outcomes: Float64Array, verdict: VerdictClass): number[] {
  const rows = outcomes.length / OUTCOMES.length;
  return Array.from({ length: rows }, (_, row) => {
    let p = 0;
    for (const [i, outcome] of OUTCOMES.entries()) if (classOf(outcome) === verdict) p += outcomes[row * OUTCOMES.length + i]!;
    const clipped = Math.min(Math.max(p, 1e-3), 1 - 1e-3);
    return Math.log(clipped / (1 - clipped));
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
