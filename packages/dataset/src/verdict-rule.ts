import type { ModelPart } from '@tunnelscope/model';
import { calibrate } from '@tunnelscope/model/calibration/calibrate';
import { classSets } from '@tunnelscope/model/calibration/class-sets';
import { controlRisk, type GroupScores, riskAt } from '@tunnelscope/model/calibration/control-risk';
import { joinStages } from '@tunnelscope/model/judge';
import { classOf, OUTCOMES, VERDICT_CLASSES, type VerdictClass } from '@tunnelscope/model/outcome';
import { likeliest } from '@tunnelscope/model/verdict';
import { SAY_ALWAYS, type VerdictRule } from '@tunnelscope/model/verdict-rule';
import type { HeldOut } from './held-out.ts';
import type { TrainingTable } from './training-table.ts';

/**
 * A class is said from one half on; where of held-out groups that are not of it more than this share is said to be, on average
 * over groups, it needs as much more as conformal risk control asks. So much because live streams of players that poll
 * nothing are among the groups, which none can tell from VOD; most other groups lose none. It was chosen with results of earlier
 * versions in view.
 */
const RISK = 0.3;
/** What is less probable than all else together is not said either. The risk stated with it is an estimate, see riskAt. */
const MAJORITY = 0.5;

/**
 * Where only seconds are known, rhythm is all there is, and matched pairs of recordings are made so that it says nothing. How
 * many of them are in training does not say how often their like is met, so no risk is stated: what is more probable than
 * all else is said, with a probability that tells how little it is worth.
 */
export const SECONDS_RULE: VerdictRule = { ...SAY_ALWAYS, least: { live: MAJORITY, vod: MAJORITY, other: MAJORITY } };

/**
 * From which probability on each class is said, by conformal risk control over groups that were held out, and what that risks.
 * Groups of another class count, whatever it is, but for VOD, where only live traffic counts: browsing and downloads that pause
 * look like a player that fills its buffer, and no certainty that VOD has keeps them out.
 *
 * The risk holds for a further group that is exchangeable with those of training: another condition (delivery, segment length) of players
 * like them, another session. A player or provider unlike all of them is not, and the forests of five folds are not quite the one
 * of all groups. Calibration was fitted on the same held-out windows, with one or four parameters.
 * @param part its stages; the rule is not looked at
 * @param groups group of each capture
 */
export function learnRule(part: Pick<ModelPart, 'kind' | 'liveness'>, table: TrainingTable, held: HeldOut, groups: Int32Array): VerdictRule {
  const calibrated = (stage: 'kind' | 'liveness') => calibrate(part[stage].calibration, held.probabilities[stage], classSets(part[stage].classes));
  const outcomes = joinStages(part, calibrated('kind'), calibrated('liveness'));
  const said = Array.from(held.rows, (_, number) => likeliest(outcomes.subarray(number * OUTCOMES.length, (number + 1) * OUTCOMES.length)));
  const control = (name: VerdictClass) => {
    const scores = new Map<number, { windows: number; scores: number[] } & GroupScores>();
    for (const [number, row] of held.rows.entries()) {
      const outcome = OUTCOMES[table.outcome[row]!]!;
      const group = groups[table.capture[row]!]!;
      if (classOf(outcome) === name || (name === 'vod' && outcome === 'other')) continue;
      const seen = scores.get(group) ?? { windows: 0, scores: [] };
      seen.windows++;
      if (said[number]!.likely === name) seen.scores.push(said[number]!.probabilities[name]);
      scores.set(group, seen);
    }
    const groupScores = [...scores.values()];
    const { least, risk } = controlRisk(groupScores, RISK);
    return least > MAJORITY ? { least, risk } : { least: MAJORITY, risk: Math.min(risk, riskAt(groupScores, MAJORITY)) };
  };
  const found = VERDICT_CLASSES.map((name) => [name, control(name)] as const);
  const of = (field: 'least' | 'risk') => Object.fromEntries(found.map(([name, threshold]) => [name, threshold[field]])) as Record<VerdictClass, number>;
  return { least: of('least'), risk: of('risk') };
}
