import type { OneWay } from './one-way.ts';
import { median, percentile } from './order-statistics.ts';

/** Segments as the wire shows them: pieces of the downlink between silences. */
export interface Bursts {
  /** Seconds from the window's start, of each burst's first packet. */
  readonly start: Float64Array;
  /** Median seconds between starts; null for fewer than two bursts. */
  readonly period: number | null;
  /** Seconds: what divides the window into burst periods. The starts, and one before and after where there is room. */
  readonly edges: Float64Array;
}

const SMALLEST = 20e3; // bytes
const SHARE_OF_LARGE = 0.2; // of the 90th percentile of all pieces
const ROOM = 0.8; // periods between the window's edge and a burst, so that one more period is counted there

/** `latency` and `seconds` (the window's length) in seconds; `data` must hold at least one packet. */
export function findBursts(data: OneWay, latency: number, seconds: number): Bursts {
  const silence = Math.min(Math.max(0.3, 1.6 * latency), 1.2);
  const { first, bytes } = cutAtSilences(data, silence);
  const limit = SHARE_OF_LARGE * percentile(bytes, 90);
  const start = first.filter((_, i) => bytes[i]! >= limit && bytes[i]! >= SMALLEST);
  if (start.length < 2) return { start, period: null, edges: start };
  const distance = start.subarray(1).map((time, i) => time - start[i]!);
  const period = median(distance);
  return { start, period, edges: addOuterEdges(start, period, seconds) };
}

/** Time of the first packet, and bytes, of each piece between silences longer than `silence` seconds. */
function cutAtSilences(data: OneWay, silence: number): { first: Float64Array; bytes: Float64Array } {
  // Pieces are few beside packets: columns as long as these would be most of what a window leaves to be collected.
  const first: number[] = [];
  const bytes: number[] = [];
  let piece = 0;
  for (let i = 0; i < data.time.length; i++) {
    if (i === 0 || data.time[i]! - data.time[i - 1]! > silence) {
      if (i > 0) bytes.push(piece);
      first.push(data.time[i]!);
      piece = 0;
    }
    piece += data.size[i]!;
  }
  if (first.length > 0) bytes.push(piece);
  return { first: Float64Array.from(first), bytes: Float64Array.from(bytes) };
}

function addOuterEdges(start: Float64Array, period: number, seconds: number): Float64Array {
  const [first, last] = [start[0]!, start[start.length - 1]!];
  const edges = Array.from(start);
  if (first >= ROOM * period) edges.unshift(first - period);
  if (seconds - last >= ROOM * period) edges.push(last + period);
  return Float64Array.from(edges);
}
