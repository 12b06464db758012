import { drawBootstrap } from '../forest/bootstrap.ts';
import { Random } from '../forest/random.ts';
import { quantile } from './quantile.ts';

export interface BootstrapOptions {
  readonly seed: number;
  /** At least 1000 (default 2000). */
  readonly draws?: number;
  /** Share of the draws inside the interval (default 0.95). */
  readonly level?: number;
}

export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
  /** Draws whose value was defined; the interval is of these alone. */
  readonly defined: number;
  readonly draws: number;
}

/**
 * Percentile interval of a metric by cluster bootstrap: whole groups are drawn with replacement, as many as there are,
 * because rows of one group resemble each other (Efron and Tibshirani, "An introduction to the bootstrap", 1993,
 * chapter 13; Field and Welsh, JRSS B 69, 2007).
 *
 * A draw that lacks what the metric needs, such as one of its classes, gives null and is left out: the interval then
 * speaks of the draws where the metric exists, and `defined` says how many those are.
 * @param groups group of each row, any integers
 * @param metric value where each row counts as often as its weight says (0 = not drawn); null where undefined. The array
 * is overwritten by the next draw
 * @returns null with fewer than two groups, or if fewer than half of the draws are defined
 * @throws RangeError for fewer than 1000 draws or a level outside 0 … 1
 */
export function clusterBootstrap(
  groups: Int32Array,
  metric: (weights: Float64Array) => number | null,
  { seed, draws = 2000, level = 0.95 }: BootstrapOptions,
): BootstrapInterval | null {
  if (!(draws >= 1000)) throw new RangeError(`bootstrap: expected 1000 draws or more, found ${draws}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`bootstrap: expected a level between 0 and 1, found ${level}`);
  const numbers = new Map<number, number>();
  const groupOf = groups.map((group) => {
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    return number;
  });
  if (numbers.size < 2) return null;
  const random = Random.fromSeed(seed);
  const weights = new Float64Array(groups.length);
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const times = drawBootstrap(numbers.size, random);
    for (let row = 0; row < weights.length; row++) weights[row] = times[groupOf[row]!]!;
    const value = metric(weights);
    if (value !== null) values.push(value);
  }
  if (values.length < draws / 2) return null;
  const outside = (1 - level) / 2;
  return { low: quantile(values, outside)!, high: quantile(values, 1 - outside)!, defined: values.length, draws };
}
