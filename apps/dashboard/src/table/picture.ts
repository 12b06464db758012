import type { Kernels } from '@tunnelscope/core/kernels';
import { sparkline } from '../chart/sparkline.ts';
import type { SeenFlow } from '../flow-source.ts';
import { createTheme, type Theme } from '../palette/theme.ts';

interface Drawn {
  readonly what: string;
  readonly text: string;
}

/** No flow remembers more. */
export const SECONDS_KEPT = 300;
/** A spike stands out from all seconds by so many standard deviations. */
const STANDS_OUT = 1;
/** Pictures change once a second, frames are drawn more often. */
const drawn = new WeakMap<SeenFlow, Drawn>();

/**
 * A flow's downlink over the last full seconds in one line, a cell for each, spikes marked: with several seconds a cell
 * there would be one in nearly every cell.
 * @param now epoch ms @param width cells @param painted false: without colours, to be painted as a whole
 */
export function pictureOf(flow: SeenFlow, now: number, width: number, theme: Theme, painted: boolean, kernels: Kernels): string {
  if (width === 0 || now === -Infinity) return ' '.repeat(width);
  const end = Math.floor(now / 1000);
  const what = `${end} ${width} ${theme.color && painted} ${theme.unicode} ${flow.revision}`;
  const before = drawn.get(flow);
  if (before?.what === what) return before.text;
  const seconds = Math.min(width, SECONDS_KEPT);
  const values = flow.downlink(end, seconds);
  const first = Math.max(0, seconds - (end - Math.floor(flow.start / 1000)));
  const text = sparkline(values, width, painted ? theme : createTheme(false, theme.unicode), spikesOf(values, first, kernels));
  drawn.set(flow, { what, text });
  return text;
}

/** Indexes of local maxima that stand out. @param first index of the flow's first second */
function spikesOf(values: Float64Array, first: number, kernels: Kernels): number[] {
  const known = values.subarray(first);
  if (known.length < 3) return [];
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
  if (deviation === 0) return [];
  return Array.from(kernels.findPeaks(known, { minHeight: mean + STANDS_OUT * deviation }).index, (index) => first + index);
}
