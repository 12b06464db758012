import { assertArray, read, write } from "./arrays";

/** One gap fewer than there are spikes; `spikes` is at least 1. */
export function spikeGaps(peakIndex: usize, spikes: i32, gaps: usize): void {
  assertArray<i32>(peakIndex, spikes);
  assertArray<i32>(gaps, spikes - 1);
  for (let i = 0; i < spikes - 1; i++) {
    write<i32>(gaps, i, spikes - 1, read<i32>(peakIndex, i + 1, spikes) - read<i32>(peakIndex, i, spikes) - 1);
  }
}
