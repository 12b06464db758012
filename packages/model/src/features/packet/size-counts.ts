import { OWN_COLUMNS, type WorkSpace } from '../work-space.ts';
import { interpolate, rankOfPercentile } from './order-statistics.ts';

/** How often each packet size occurs: element s counts the packets of s bytes, up to the largest size. Sizes need no sorting. */
export function countSizes(size: Uint16Array, space: WorkSpace = OWN_COLUMNS): Uint32Array {
  let largest = 0;
  for (let i = 0; i < size.length; i++) if (size[i]! > largest) largest = size[i]!;
  const counts = space.u32(largest + 1).fill(0);
  for (let i = 0; i < size.length; i++) counts[size[i]!]!++;
  return counts;
}

/** The size that occurs most often, the smallest of several; 0 for no packets. */
export function mostFrequentSize(counts: Uint32Array): number {
  let best = 0;
  for (let s = 1; s < counts.length; s++) if (counts[s]! > counts[best]!) best = s;
  return best;
}

/** The q-th percentile (0 … 100) of `total` ≥ 1 counted sizes, equal to `percentile` of the sizes themselves. */
export function percentileOfCounts(counts: Uint32Array, total: number, q: number): number {
  const position = rankOfPercentile(total, q);
  const rank = Math.floor(position);
  const below = sizeOfRank(counts, rank);
  return interpolate(below, sizeOfRank(counts, Math.min(rank + 1, total - 1)), position - rank);
}

function sizeOfRank(counts: Uint32Array, rank: number): number {
  let seen = 0;
  for (let s = 0; s < counts.length; s++) {
    seen += counts[s]!;
    if (seen > rank) return s;
  }
  return counts.length - 1;
}
