import { tickX } from '@observablehq/plot';
import type { Rhythm } from '../capture/rhythm.ts';
import type { Figure } from '../figure.ts';
import { clockText, numberText, plural } from '../quantity.ts';
import { timeAxis } from './axes.ts';

/** When the spikes are: a row of ticks. */
export function spikeTimes({ perSecond, spikes }: Rhythm): Figure {
  return {
    name: 'spike-times',
    title: 'Times of the spikes',
    description: `${plural(spikes.length, 'spike')} in ${plural(perSecond.length, 'second')}: a tick for each.`,
    plot: ({ live }) => ({
      height: 90,
      marginTop: 10,
      x: timeAxis(perSecond.length),
      marks: [tickX(spikes, { x: (second: number) => second, stroke: live, strokeWidth: 1.6 })],
    }),
    table: { columns: ['second', 'time', 'bytes'], rows: Array.from(spikes, (second) => [String(second), clockText(second), numberText(perSecond[second]!)]) },
  };
}
