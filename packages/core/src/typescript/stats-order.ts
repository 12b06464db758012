import type { DecoderState } from './state.ts';

/**
 * Puts the row's packets into ascending order of time, those of equal time as they stand: a merge sort from the bottom up.
 * @returns false if they ascend already, as nearly always; else `order` says which packet comes at which place
 */
export function orderPackets(state: DecoderState, count: number): boolean {
  const times = state.rowTimes;
  let ascending = 1;
  while (ascending < count && times[ascending - 1]! <= times[ascending]!) ascending++;
  if (ascending >= count) return false;
  let from = state.order;
  let to = state.orderWork;
  for (let index = 0; index < count; index++) from[index] = index;
  for (let width = 1; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) mergeRuns(times, from, to, start, width, count);
    const merged = to;
    to = from;
    from = merged;
  }
  if (from !== state.order) for (let index = 0; index < count; index++) state.order[index] = from[index]!;
  return true;
}

/** Merges the runs of `width` from `start` on, the second of which may be shorter, or missing. */
function mergeRuns(times: Float64Array, from: Uint32Array, to: Uint32Array, start: number, width: number, count: number): void {
  const middle = start + width < count ? start + width : count;
  const end = middle + width < count ? middle + width : count;
  let left = start;
  let right = middle;
  for (let index = start; index < end; index++) {
    const takesLeft = left < middle && (right === end || times[from[left]!]! <= times[from[right]!]!);
    to[index] = takesLeft ? from[left++]! : from[right++]!;
  }
}
