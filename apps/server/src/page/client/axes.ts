import type uPlot from 'uplot';
import { clock } from '../views/quantity.ts';
import type { Colours } from './colours.ts';

/** An axis in the colours of the page. @param text of a value on it */
export function axis({ text: stroke, line }: Colours, text: (value: number) => string, size?: number): uPlot.Axis {
  return { stroke, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, values: (_, splits) => splits.map(text), ...(size !== undefined && { size }) };
}

/** Of seconds since the epoch, by the clock of who looks. */
export function timeAxis(colours: Colours): uPlot.Axis {
  return { ...axis(colours, (second) => hour(second)), space: 70 };
}

export function hour(second: number): string {
  return clock(new Date(1000 * second).toISOString(), 1000 * second);
}
