import { dot, ruleX, ruleY } from '@observablehq/plot';
import { quantile } from '@tunnelscope/model/metrics/quantile';
import type { Figure } from '../figure.ts';
import type { Rhythm } from '../capture/rhythm.ts';
import { clockText, plural } from '../quantity.ts';
import { timeAxis } from './axes.ts';

/** How long the downlink rests between spikes: the seconds strictly between each and the next. */
export function leisureTimes({ perSecond, spikes, gaps }: Rhythm): Figure {
  const rows = Array.from(gaps, (gap, i) => ({ from: spikes[i]!, to: spikes[i + 1]!, gap }));
  const median = quantile(gaps, 0.5);
  const most = Math.max(4, ...gaps);
  return {
    name: 'leisure-times',
    title: 'Leisure times',
    description: gaps.length === 0 ? 'There are fewer than two spikes, so no leisure times.'
      : `Seconds between each spike and the next: ${plural(gaps.length, 'gap')}, of ${median} s in the median (dashed) and ${Math.max(...gaps)} s at most. Gaps of one length mean segments of one length.`,
    plot: ({ other, dim, page }) => ({
      height: 200,
      x: timeAxis(perSecond.length),
      y: { label: 'seconds since the spike before', labelArrow: 'up', grid: true, domain: [0, most], ticks: Math.min(most, 5) },
      marks: [
        ruleX(rows, { x: 'to', y1: 0, y2: 'gap', stroke: other, strokeWidth: 1.5 }),
        ...(median === null ? [] : [ruleY([median], { stroke: dim, strokeDasharray: '6 4' })]),
        dot(rows, { x: 'to', y: 'gap', r: 3.5, symbol: 'diamond', fill: other, stroke: page, strokeWidth: 0.7 }),
        ruleY([0], { stroke: dim }),
      ],
    }),
    table: { columns: ['spike at', 'next spike at', 'seconds between'], rows: rows.map(({ from, to, gap }) => [clockText(from), clockText(to), String(gap)]) },
  };
}
