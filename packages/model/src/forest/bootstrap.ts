import type { Random } from './random.ts';

/** How often each row is drawn in as many draws with replacement as there are rows (Breiman, "Bagging predictors", 1996). */
export function drawBootstrap(rows: number, random: Random): Int32Array {
  const times = new Int32Array(rows);
  for (let draw = 0; draw < rows; draw++) times[random.below(rows)]! += 1;
  return times;
}
