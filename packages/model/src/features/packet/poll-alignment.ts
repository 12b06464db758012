import { median } from './order-statistics.ts';

/** How moments (of polls, perhaps) lie in the burst periods. A poll keeps the segment's period, a beacon its own. */
export interface Alignment {
  /** Share of the periods with a member, and members per period. */
  readonly coverage: number;
  readonly perPeriod: number;
  /** Share of the intervals within 15 % of a multiple of the median one. */
  readonly regularity: number;
  /** Median interval in seconds; 0 for fewer than two members. */
  readonly interval: number;
  /** True where the median interval is 0.6 … 1.6 periods. */
  readonly onPace: boolean;
  /** 0.4 … 1: share of the intervals near half a period (asked again after a miss) or near a multiple of it. */
  readonly grid: number;
}

const REPEAT = 0.05; // s: shorter intervals are one moment seen twice
const REGULAR = 0.15; // of the median interval
const ON_GRID = 0.125; // of the period
const LEAST_GRID = 0.4;
const ONE_INTERVAL = 0.7; // regularity that one interval on pace is given

/** `time` and `edges` (at least two) ascending, in seconds, `period` > 0 in seconds. */
export function alignment(time: Float64Array, edges: Float64Array, period: number): Alignment {
  const intervals = longerThan(time, REPEAT);
  const middle = intervals.length > 0 ? median(intervals) : 0;
  const onPace = intervals.length > 0 && middle / period >= 0.6 && middle / period <= 1.6;
  const regularity = intervals.length >= 2 ? shareOfMultiples(intervals, middle) : intervals.length === 1 && onPace ? ONE_INTERVAL : 0;
  const grid = LEAST_GRID + (1 - LEAST_GRID) * (intervals.length > 0 ? shareOnGrid(intervals, period) : 0);
  return { ...occupancy(time, edges), regularity, interval: middle, onPace, grid };
}

function longerThan(time: Float64Array, least: number): Float64Array {
  const intervals = new Float64Array(time.length);
  let k = 0;
  for (let i = 1; i < time.length; i++) {
    const interval = time[i]! - time[i - 1]!;
    if (interval > least) intervals[k++] = interval;
  }
  return intervals.subarray(0, k);
}

/** Math.round sends halves up where numpy sends them to even; a half is equally far from both, so nothing depends on it. */
function shareOfMultiples(intervals: Float64Array, middle: number): number {
  let near = 0;
  for (let i = 0; i < intervals.length; i++) {
    const multiple = Math.max(Math.round(intervals[i]! / middle), 1);
    if (Math.abs(intervals[i]! - multiple * middle) <= REGULAR * middle) near++;
  }
  return near / intervals.length;
}

function shareOnGrid(intervals: Float64Array, period: number): number {
  let near = 0;
  for (let i = 0; i < intervals.length; i++) {
    const periods = intervals[i]! / period;
    if (Math.abs(periods - Math.round(periods)) <= ON_GRID || Math.abs(periods - 0.5) <= ON_GRID) near++;
  }
  return near / intervals.length;
}

function occupancy(time: Float64Array, edges: Float64Array): { coverage: number; perPeriod: number } {
  const periods = edges.length - 1;
  let inside = 0;
  let occupied = 0;
  for (let i = 0, period = 0, last = -1; i < time.length; i++) {
    while (period < edges.length && edges[period]! <= time[i]!) period++;
    if (period === 0 || period > periods) continue;
    inside++;
    if (period !== last) occupied++;
    last = period;
  }
  return { coverage: occupied / periods, perPeriod: inside / periods };
}
