/** A probability as precise as anything shows it. */
export function hundredths(probability: number | null): number | null {
  return probability === null ? null : Math.round(100 * probability) / 100;
}
