/** Weight of evidence that stands on 0, 1, 2 and 3 exchanges; from four on all of it counts. */
const WEIGHTS = [0, 0, 0.4, 0.8];

/** How much evidence counts that stands on so many exchanges: two or three fall into step by chance. 0 … 1 */
export function support(exchanges: number): number {
  return WEIGHTS[exchanges] ?? 1;
}
