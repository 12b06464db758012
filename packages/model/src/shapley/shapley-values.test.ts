import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shapleyValues } from './shapley-values.ts';

/** All orders of players. */
function orders(players: readonly number[]): number[][] {
  return players.length === 0 ? [[]] : players.flatMap((first) => orders(players.filter((player) => player !== first)).map((rest) => [first, ...rest]));
}

/** By the definition: what each player adds, over every order of joining. */
function byEveryOrder(worth: Float64Array, players: number): number[] {
  const all = orders([...Array(players).keys()]);
  const sums = new Array<number>(players).fill(0);
  for (const order of all) {
    let coalition = 0;
    for (const player of order) {
      sums[player]! += (worth[coalition | (1 << player)]! - worth[coalition]!) / all.length;
      coalition |= 1 << player;
    }
  }
  return sums;
}

test('are the mean of what a player adds over every order of joining, and sum to the whole', () => {
  const worths = fc.integer({ min: 0, max: 5 }).chain((players) => fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 2 ** players, maxLength: 2 ** players }));
  fc.assert(fc.property(worths, (list) => {
    const worth = Float64Array.from(list);
    const found = shapleyValues(worth);
    for (const [player, value] of byEveryOrder(worth, Math.log2(worth.length)).entries()) expect(found[player]).toBeCloseTo(value, 9);
    expect(found.reduce((a, b) => a + b, 0)).toBeCloseTo(worth.at(-1)! - worth[0]!, 9);
  }), { seed: 7 });
});
