import { Random } from '@tunnelscope/model/forest/random';
import type { Grouping } from './groups.ts';

/** Up to so many groups each is held out alone; more are held out several at a time, in this many folds. */
const MOST_ALONE = 25;
const FOLDS = 10;

/**
 * Assigns whole groups to folds: each group alone, or, if there are many, dealt out in an order drawn from the seed, always
 * to the fold with the fewest captures.
 * @returns the fold of each group
 */
export function foldGroups({ of, names }: Grouping, seed: number, folds = names.length <= MOST_ALONE ? names.length : FOLDS): Int32Array {
  const foldOf = new Int32Array(names.length);
  if (folds >= names.length) return foldOf.map((_, group) => group);
  const captures = new Int32Array(names.length);
  for (const group of of) captures[group]!++;
  const held = new Int32Array(folds);
  for (const group of shuffled(names.length, Random.fromSeed(seed, 0))) {
    const fold = held.indexOf(Math.min(...held));
    foldOf[group] = fold;
    held[fold]! += captures[group]!;
  }
  return foldOf;
}

/** Fisher–Yates. */
function shuffled(length: number, random: Random): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random.unit() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
