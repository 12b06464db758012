import type { Random } from '../plan/random.ts';

/** @returns a number from `least` to `most`, every one as likely */
export function between(random: Random, least: number, most: number): number {
  return least + (most - least) * random.unit();
}

/** An exponentially distributed number: the time until an event that may come at any moment. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.unit());
}

/** A lognormally distributed number. @param sigma standard deviation of its logarithm */
export function lognormal(random: Random, median: number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
  return median * Math.exp(sigma * normal);
}
