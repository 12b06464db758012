import { type Exchanges, LARGEST_PLAYLIST } from './exchanges.ts';
import { median } from './order-statistics.ts';

/** How often a large answer follows closely on a small one, as in players that ask for the playlist right before the segment. */
export interface PollPairs {
  /** Share of the large answers. */
  readonly share: number;
  /** The same, of those whose small answer's request has the usual size. */
  readonly constantShare: number;
}

const SMALL_SHARE = 0.25; // of the 95th percentile of answers
const USUAL = 20; // bytes
const FAR = 0.2; // s: a longer latency widens the distance no more

/** `latency` in seconds. Both shares are 0 without large answers. */
export function measurePollPairs(exchanges: Exchanges, latency: number): PollPairs {
  const { time, bytes, large, whole, requestSize } = exchanges;
  const small = Math.min(LARGEST_PLAYLIST, SMALL_SHARE * exchanges.largeBytes);
  const near = Math.max(8 * Math.min(latency, FAR), 0.4);
  const paired = new Float64Array(time.length);
  let pairs = 0;
  let larges = 0;
  for (let i = 0, previous = -1; i < time.length; i++) {
    if (bytes[i] === 0) continue;
    if (large[i] === 1) {
      larges++;
      if (previous >= 0 && bytes[previous]! < small && whole[previous] === 1 && time[i]! - time[previous]! <= near) {
        paired[pairs++] = requestSize[previous]!;
      }
    }
    previous = i;
  }
  if (pairs === 0) return { share: 0, constantShare: 0 };
  const sizes = paired.subarray(0, pairs);
  const usual = median(sizes);
  return { share: pairs / larges, constantShare: sizes.filter((size) => Math.abs(size - usual) <= USUAL).length / larges };
}
