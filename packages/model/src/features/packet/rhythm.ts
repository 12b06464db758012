import type { Kernels } from '@tunnelscope/core/kernels';
import type { PacketWindow } from '../window.ts';
import { coefficientOfVariation, idleShare } from '../variation.ts';
import { OWN_COLUMNS, type WorkSpace } from '../work-space.ts';
import type { OneWay } from './one-way.ts';

/** How evenly the downlink is filled, and how long it pauses. What tells providers that poll nothing from their VOD. */
export interface Rhythm {
  /** Share of the window inside gaps longer than 2 s. */
  readonly silentShare: number;
  /** Share of seconds with less than 5 % of the mean second's bytes. */
  readonly idleShare: number;
  /** Standard deviation ÷ mean of the bytes of half seconds, and of seconds. */
  readonly cvHalfSecond: number;
  readonly cvSecond: number;
  /** Seconds. */
  readonly longestGap: number;
  /** Seconds: the sum of squared gaps ÷ the window, which is the length of the gap that a random moment falls into. */
  readonly timeWeightedGap: number;
}

const LONG_GAP = 2; // s: longer than the pauses inside a download

/**
 * Gaps run between downlink packets larger than half of `mtu` (bytes); the window's edges end a gap too.
 * A window without downlink packets is one gap: silent, idle, and without variation.
 */
export function measureRhythm(window: PacketWindow, down: OneWay, mtu: number, kernels: Kernels, space: WorkSpace = OWN_COLUMNS): Rhythm {
  const seconds = window.seconds;
  let previous = 0;
  let silent = 0;
  let squares = 0;
  let longestGap = 0;
  for (let i = 0; i <= down.time.length; i++) {
    if (i < down.time.length && down.size[i]! <= 0.5 * mtu) continue;
    const now = i < down.time.length ? down.time[i]! : seconds;
    const gap = now - previous;
    if (gap > LONG_GAP) silent += gap;
    if (gap > longestGap) longestGap = gap;
    squares += gap * gap;
    previous = now;
  }
  const gaps = { silentShare: silent / seconds, longestGap, timeWeightedGap: squares / seconds };
  if (down.time.length === 0) return { ...gaps, silentShare: 1, idleShare: 1, cvHalfSecond: 0, cvSecond: 0 };
  const perHalf = halfSeconds(window, kernels, space);
  const perSecond = inPairs(perHalf, space.f64(binCount(seconds, 1)));
  return {
    ...gaps,
    idleShare: idleShare(perSecond),
    cvHalfSecond: coefficientOfVariation(perHalf.subarray(0, binCount(seconds, 0.5))),
    cvSecond: coefficientOfVariation(perSecond),
  };
}

/** A last bin counts only if at least half of it lies in the window. */
function binCount(seconds: number, width: number): number {
  return Math.max(1, Math.ceil((seconds + width / 2) / width) - 1);
}

/** Bytes of half seconds, to the end of the last whole second that counts. */
function halfSeconds(window: PacketWindow, kernels: Kernels, space: WorkSpace): Float64Array {
  const count = Math.max(binCount(window.seconds, 0.5), 2 * binCount(window.seconds, 1));
  return kernels.binPackets(window, { start: 0, width: 0.5, count }, space.bins(count)).bytesDown;
}

/** Sums of neighbours: bytes are whole numbers and the edges exact, so it is what binning anew would give. */
function inPairs(values: Float64Array, sums: Float64Array): Float64Array {
  for (let i = 0; i < sums.length; i++) sums[i] = values[2 * i]! + values[2 * i + 1]!;
  return sums;
}
