/**
 * Whole numbers that add up to a total, in proportion to weights; equal ones where no weight is above 0.
 * @param total whole, from 0 on @param weights from 0 on, at least one
 */
export function sharesOf(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let before = 0;
  let given = 0;
  return weights.map((weight) => {
    before += sum > 0 ? weight / sum : 1 / weights.length;
    const share = Math.round(total * before) - given;
    given += share;
    return share;
  });
}
