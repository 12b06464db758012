import { calibrate } from './calibration/calibrate.ts';
import { classSets } from './calibration/class-sets.ts';
import { inputsOf, joinStages, STAGES, type StageName, type WindowFeatures } from './judge.ts';
import type { ModelPart } from './model.ts';
import { classOf, OUTCOMES, type VerdictClass } from './outcome.ts';
import { reasonText } from './reason-text.ts';
import { coalitionValues } from './shapley/coalition-values.ts';
import { shapleyValues } from './shapley/shapley-values.ts';

/** A feature that moved a verdict. */
export interface Reason {
  readonly feature: string;
  /** Mean over the windows that were judged. */
  readonly value: number;
  /** Its share of the verdict's log-odds (see effectsOf), mean over the windows. */
  readonly effect: number;
  readonly text: string;
}

/** Smaller effects than this are not worth a line. */
const LEAST_EFFECT = 0.05;

/** What moved the verdict most, largest effect first. */
export function explain(part: ModelPart, windows: readonly WindowFeatures[], verdict: VerdictClass, most: number): Reason[] {
  const reasons = new Map<string, { stage: StageName; column: number; effect: number; value: number }>();
  for (const window of windows) {
    for (const { stage, column, value, effect } of effectsOf(part, window, verdict)) {
      const feature = part[stage].features[column]!;
      const sum = reasons.get(`${stage} ${feature}`) ?? { stage, column, effect: 0, value: 0 };
      reasons.set(`${stage} ${feature}`, { ...sum, effect: sum.effect + effect / windows.length, value: sum.value + value / windows.length });
    }
  }
  return [...reasons.values()]
    .filter(({ effect }) => Math.abs(effect) >= LEAST_EFFECT)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, most)
    .map(({ stage, column, value, effect }) => {
      const feature = part[stage].features[column]!;
      return { feature, value, effect, text: reasonText(feature, value, windows) };
    });
}

/** What one input of one stage adds to a verdict on a window. */
export interface Effect {
  readonly stage: StageName;
  readonly column: number;
  readonly value: number;
  readonly effect: number;
}

/**
 * The share of every input in the verdict's log-odds, forests, calibration and the joining of the stages included. They sum
 * exactly to the log-odds of this window less those of a window with every input at its median over training.
 *
 * Inputs are the players of a game whose worth is the log-odds with their values in place, all others at their medians
 * (baseline Shapley: Sundararajan and Najmi, "The many Shapley values for model explanation", 2020). Each stage is a union
 * of players: its inputs join in every order, while those of the other stage are all there or all absent, half and half
 * (Owen, "Values of games with a priori unions", 1977).
 */
export function effectsOf(part: ModelPart, window: WindowFeatures, verdict: VerdictClass): Effect[] {
  const stages = STAGES.map((name) => {
    const stage = part[name];
    const inputs = inputsOf(name, part.resolution).from(window[name]);
    const { columns, values } = coalitionValues(stage.forest, Float32Array.from(inputs), stage.median);
    return { name, inputs, columns, probabilities: calibrate(stage.calibration, values, classSets(stage.classes)), classes: stage.classes.length };
  });
  const [kind, liveness] = stages as [(typeof stages)[number], (typeof stages)[number]];
  return stages.flatMap((stage) => {
    const other = stage === kind ? liveness : kind;
    const rows = stage.probabilities.length / stage.classes;
    const effects = new Float64Array(stage.columns.length);
    for (const present of [other.probabilities.subarray(0, other.classes), other.probabilities.subarray(-other.classes)]) {
      const beside = repeated(present, rows);
      const outcomes = stage === kind ? joinStages(part, stage.probabilities, beside) : joinStages(part, beside, stage.probabilities);
      for (const [player, value] of shapleyValues(logOdds(outcomes, verdict)).entries()) effects[player]! += value / 2;
    }
    return stage.columns.map((column, player) => ({ stage: stage.name, column, value: stage.inputs[column]!, effect: effects[player]! }));
  });
}

function repeated(row: Float64Array, times: number): Float64Array {
  const rows = new Float64Array(row.length * times);
  for (let i = 0; i < times; i++) rows.set(row, i * row.length);
  return rows;
}

/** Log-odds of a class in each row of outcomes, kept finite: a forest's certainty is worth no more than its trees. */
function logOdds(outcomes: Float64Array, verdict: VerdictClass): Float64Array {
  const columns = OUTCOMES.flatMap((outcome, i) => (classOf(outcome) === verdict ? [i] : []));
  const odds = new Float64Array(outcomes.length / OUTCOMES.length);
  for (let row = 0; row < odds.length; row++) {
    let p = 0;
    for (const column of columns) p += outcomes[row * OUTCOMES.length + column]!;
    const clipped = Math.min(Math.max(p, 1e-3), 1 - 1e-3);
    odds[row] = Math.log(clipped / (1 - clipped));
  }
  return odds;
}
