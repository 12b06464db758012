/**
 * What each player brings on average over all orders in which they may join (Shapley, "A value for n-person games", 1953).
 * The values sum to the worth of all players less that of none.
 * @param worth of each coalition, 2^n of them: player p belongs to coalition S if bit p of S is set
 */
export function shapleyValues(worth: Float64Array): Float64Array {
  const players = Math.log2(worth.length);
  const result = new Float64Array(players);
  const weight = joiningWeights(players);
  const size = new Uint8Array(worth.length);
  for (let coalition = 1; coalition < worth.length; coalition++) size[coalition] = size[coalition >>> 1]! + (coalition & 1);
  for (let player = 0; player < players; player++) {
    const bit = 1 << player;
    let sum = 0;
    for (let coalition = 0; coalition < worth.length; coalition++) {
      if ((coalition & bit) === 0) sum += weight[size[coalition]!]! * (worth[coalition | bit]! - worth[coalition]!);
    }
    result[player] = sum;
  }
  return result;
}

/** Share of orders in which exactly s given players come before one: s! (n − 1 − s)! ÷ n!. */
function joiningWeights(players: number): Float64Array {
  const weight = new Float64Array(players);
  if (players > 0) weight[0] = 1 / players;
  for (let s = 1; s < players; s++) weight[s] = (weight[s - 1]! * s) / (players - s);
  return weight;
}
