/** From where on a class is said, and the risk that this is controlled at. */
export interface ControlledThreshold {
  /** Said from this probability on; above 1: never. */
  readonly least: number;
  readonly risk: number;
}

/** Of one group that is not of a class: how many windows it has, and the probabilities of those for which the class is the likeliest. */
export interface GroupScores {
  readonly windows: number;
  readonly scores: readonly number[];
}

const NEVER = 2;

/**
 * Conformal risk control (Angelopoulos, Bates, Fisch, Lei and Schuster, ICLR 2024, theorem 1). The loss of a group is the
 * share of its windows that are said to be of a class that it is not of. The least threshold with
 * n ÷ (n + 1) · (mean loss of n groups) + 1 ÷ (n + 1) ≤ risk keeps the expected loss of one further group at or below the
 * risk, if the groups are exchangeable and the scores of each come from a model that did not see it.
 *
 * n groups cannot show a risk below 1 ÷ (n + 1): where less was asked for, this is what is stated and controlled.
 * @param groups those that are not of the class
 * @param risk 0 … 1
 */
export function controlRisk(groups: readonly GroupScores[], risk: number): ControlledThreshold {
  const n = groups.length;
  const stated = Math.max(risk, 1 / (n + 1));
  // Rounding must not forbid what the definition of `stated` allows: no loss at all.
  const allowed = Math.max(0, (stated * (n + 1) - 1) / Math.max(1, n));
  const falsely = groups.flatMap(({ windows, scores }) => scores.map((score) => ({ score, loss: 1 / (windows * n) })));
  falsely.sort((a, b) => b.score - a.score);
  let loss = 0;
  let higher = NEVER;
  for (let i = 0; i < falsely.length; ) {
    const { score } = falsely[i]!;
    for (; i < falsely.length && falsely[i]!.score === score; i++) loss += falsely[i]!.loss;
    if (loss > allowed + 1e-12) return { least: higher === NEVER ? justAbove(score) : (score + higher) / 2, risk: stated };
    higher = score;
  }
  return { least: 0, risk: stated };
}

/**
 * An estimate of the risk that a threshold carries which was fixed beforehand: n ÷ (n + 1) · (mean loss of n groups) + 1 ÷ (n + 1),
 * the least at which `controlRisk` would allow it. On average over calibration sets it is no less than the expected loss of one
 * further exchangeable group, whose loss is at most 1; of one calibration set it is an estimate, not a bound.
 * @param groups those that are not of the class
 */
export function riskAt(groups: readonly GroupScores[], least: number): number {
  const n = groups.length;
  const loss = groups.reduce((sum, { windows, scores }) => sum + scores.filter((score) => score >= least).length / windows, 0);
  return (loss + 1) / (n + 1);
}

/** Between a score that must not be enough and certainty. */
function justAbove(score: number): number {
  return score < 1 ? (score + 1) / 2 : NEVER;
}
