import { dot, ruleX, ruleY } from '@observablehq/plot';
import { quantile } from '@tunnelscope/model/metrics/quantile';
import type { Figure } from '../figure.ts';
import type { Rhythm } from '../capture/rhythm.ts';
import { clockText, plural } from '../quantity.ts';
import { timeAxis } from './axes.ts';

/**
 * How long the downlink rests between spikes: the seconds strictly between each and the next, as earlier work counts them. That is
 * one less than the distance of the spikes, which words, axis and table therefore tell beside it.
 */
export function leisureTimes({ perSecond, spikes, gaps }: Rhythm): Figure {
  const rows = Array.from(gaps, (gap, i) => ({ from: spikes[i]!, to: spikes[i + 1]!, gap }));
  const median = quantile(gaps, 0.5);
  const most = Math.max(4, ...gaps);
  return {
    name: 'leisure-times',
    title: 'Leisure times',
    description: gaps.length === 0 ? 'There are fewer than two spikes, so no leisure times.'
      : `Whole seconds that lie between a spike and the next, without these two: one less than the spikes are apart. ${plural(gaps.length, 'leisure time')}, ${median} s in the median (dashed), of spikes ${median! + 1} s apart, and ${Math.max(...gaps)} s at most. Leisure times of one length mean segments of one length.`,
    plot: ({ other, dim, page }) => ({
      height: 200,
      x: timeAxis(perSecond.length),
      y: { label: 'seconds strictly between spikes', labelArrow: 'up', grid: true, domain: [0, most], ticks: Math.min(most, 5) },
      marks: [
        ruleX(rows, { x: 'to', y1: 0, y2: 'gap', stroke: other, strokeWidth: 1.5 }),
        ...(median === null ? [] : [ruleY([median], { stroke: dim, strokeDasharray: '6 4' })]),
        dot(rows, { x: 'to', y: 'gap', r: 3.5, symbol: 'diamond', fill: other, stroke: page, strokeWidth: 0.7 }),
        ruleY([0], { stroke: dim }),
      ],
    }),
    table: { columns: ['spike at', 'next spike at', 'leisure time in s', 'spikes apart in s'], rows: rows.map(({ from, to, gap }) => [clockText(from), clockText(to), String(gap), String(to - from)]) },
  };
}
