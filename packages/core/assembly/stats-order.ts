import { read, write } from "./arrays";
import { state } from "./state";

export function orderPackets(count: i32): bool {
  const capacity = state.capacity;
  const times = state.rowTimes;
  let ascending = 1;
  while (ascending < count && read<f64>(times, ascending - 1, capacity) <= read<f64>(times, ascending, capacity)) ascending++;
  if (ascending >= count) return false;
  let from = state.order;
  let to = state.orderWork;
  for (let index = 0; index < count; index++) write<u32>(from, index, capacity, index);
  // In 64 bits, because twice a width may be beyond the largest index.
  for (let width: i64 = 1; width < <i64>count; width *= 2) {
    for (let start: i64 = 0; start < <i64>count; start += 2 * width) mergeRuns(from, to, start, width, count);
    const merged = to;
    to = from;
    from = merged;
  }
  if (from != state.order) memory.copy(state.order, from, <usize>count << 2);
  return true;
}

function mergeRuns(from: usize, to: usize, start: i64, width: i64, count: i32): void {
  const capacity = state.capacity;
  const times = state.rowTimes;
  const middle = start + width < <i64>count ? <i32>(start + width) : count;
  const end = <i64>middle + width < <i64>count ? middle + <i32>width : count;
  let left = <i32>start;
  let right = middle;
  for (let index = <i32>start; index < end; index++) {
    const takesLeft = left < middle && (right == end || timeOf(from, left, times, capacity) <= timeOf(from, right, times, capacity));
    write<u32>(to, index, capacity, read<u32>(from, takesLeft ? left : right, capacity));
    if (takesLeft) left++;
    else right++;
  }
}

// @ts-ignore: decorator
@inline
function timeOf(order: usize, index: i32, times: usize, capacity: i32): f64 {
  return read<f64>(times, read<u32>(order, index, capacity), capacity);
}
