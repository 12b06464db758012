import { median } from './order-statistics.ts';
import { alignment, type Alignment } from './poll-alignment.ts';

/** Small exchanges as columns of equal length, ascending in time. */
export interface SmallExchanges {
  /** Seconds from the window's start. */
  readonly time: Float64Array;
  /** Bytes of the answer. */
  readonly size: Float64Array;
  /** Bytes of one request, and how many went out together (an answer may be theirs together, or each one's). */
  readonly requestSize: Float64Array;
  readonly requestCount: Float64Array;
}

/** Small exchanges of constant size, and how well they fill the burst periods. */
export interface Family {
  /** 0 … 1: fills every period once, at the segments' pace, and nothing else is asked for with requests of that size. */
  readonly score: number;
  readonly alignment: Alignment;
  /** Bytes: medians of the members' answers and requests. */
  readonly size: number;
  readonly requestSize: number;
  /** Share of the small answers to requests of that size that are members; where requests are not looked at, of all. */
  readonly purity: number;
  /** Seconds, of each member. */
  readonly time: Float64Array;
}

export interface FamilyOptions {
  /** Largest difference of answers and of requests within a family, in bytes; answers may always differ by 5 %. */
  readonly sizeTolerance: number;
  readonly requestTolerance: number;
  /** Request sizes of all small answers, to measure purity against; null where requests are not looked at, and purity does not count. */
  readonly requests: Float64Array | null;
  /** Further members hidden in a download, by request size. */
  readonly hidden: (requestSize: number) => Float64Array;
}

const RELATIVE_TOLERANCE = 0.05;
const SAME_REQUEST = 4; // bytes
const ENOUGH_PURITY = 0.5;
const REGULAR = 0.5; // share of the intervals, from which on the median one tells of them
const OFF_PACE = 0.6; // weight of a family whose median interval is not near the period

/**
 * The family that fits the burst periods best; null without exchanges or periods. Each exchange that differs from those
 * before it (in steps of 8 and 48 bytes) founds a family. `edges` and `period` as findBursts gives them, in seconds.
 */
export function findPollFamily(exchanges: SmallExchanges, edges: Float64Array, period: number, options: FamilyOptions): Family | null {
  if (edges.length < 2) return null;
  const founders = new Set<number>();
  let best: Family | null = null;
  let bestRank = -1;
  for (let i = 0; i < exchanges.time.length; i++) {
    const kind = Math.floor(Math.floor(exchanges.requestSize[i]!) / 8) * 1024 + Math.floor(Math.floor(exchanges.size[i]!) / 48);
    if (founders.has(kind)) continue;
    founders.add(kind);
    const family = foundFamily(exchanges, i, edges, period, options);
    const rank = family.score * (1 + 0.5 * family.alignment.regularity);
    if (rank > bestRank) {
      best = family;
      bestRank = rank;
    }
  }
  return best;
}

/** Seconds between members of a family that keeps the segments' pace; null for any other. */
export function paceOf(family: Family | null): number | null {
  return family?.alignment.onPace && family.alignment.regularity >= REGULAR ? family.alignment.interval : null;
}

function foundFamily(exchanges: SmallExchanges, founder: number, edges: Float64Array, period: number, options: FamilyOptions): Family {
  const members = findMembers(exchanges, founder, options);
  const requestSize = median(pick(exchanges.requestSize, members));
  const hidden = options.hidden(requestSize);
  const time = new Float64Array(members.length + hidden.length);
  time.set(pick(exchanges.time, members));
  time.set(hidden, members.length);
  if (hidden.length > 0) time.sort();
  const { requests } = options;
  const purity = Math.min(1, members.length / Math.max(1, requests === null ? exchanges.time.length : countNear(requests, requestSize)));
  const fit = alignment(time, edges, period);
  const score = (requests === null ? 1 : Math.min(1, purity / ENOUGH_PURITY)) * fit.coverage / Math.max(1, fit.perPeriod / 2) * (fit.onPace ? 1 : OFF_PACE) * fit.grid;
  return { score, alignment: fit, size: median(pick(exchanges.size, members)), requestSize, purity, time };
}

/** Places of the exchanges that are like the founder. */
function findMembers(exchanges: SmallExchanges, founder: number, options: FamilyOptions): Uint32Array {
  const n = exchanges.time.length;
  const size = exchanges.size[founder]!;
  const requestSize = exchanges.requestSize[founder]!;
  const tolerance = Math.max(options.sizeTolerance, RELATIVE_TOLERANCE * size);
  const members = new Uint32Array(n);
  let k = 0;
  for (let i = 0; i < n; i++) {
    if (Math.abs(exchanges.requestSize[i]! - requestSize) > options.requestTolerance) continue;
    const together = Math.abs(exchanges.size[i]! - size);
    const each = Math.abs(exchanges.size[i]! / exchanges.requestCount[i]! - size);
    if ((together < each ? together : each) <= tolerance) members[k++] = i;
  }
  return members.subarray(0, k);
}

function pick(column: Float64Array, places: Uint32Array): Float64Array {
  const picked = new Float64Array(places.length);
  for (let k = 0; k < places.length; k++) picked[k] = column[places[k]!]!;
  return picked;
}

function countNear(requests: Float64Array, size: number): number {
  let count = 0;
  for (let i = 0; i < requests.length; i++) if (Math.abs(requests[i]! - size) <= SAME_REQUEST) count++;
  return count;
}
