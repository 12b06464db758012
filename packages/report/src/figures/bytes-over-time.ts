import { areaY, dot, lineY, ruleY } from '@observablehq/plot';
import type { Figure } from '../figure.ts';
import type { Rhythm } from '../capture/rhythm.ts';
import { clockText, numberText, plural, quantityText } from '../quantity.ts';
import { byteAxis, timeAxis } from './axes.ts';

/** Bytes of each second of the downlink, with the spikes. @param most top of the axis, where several pictures share one */
export function bytesOverTime({ perSecond, spikes, mean }: Rhythm, most?: number): Figure {
  const rows = Array.from(perSecond, (bytes, second) => ({ second, bytes }));
  const isSpike = new Set(spikes);
  return {
    name: 'bytes-over-time',
    title: 'Downlink bytes over time',
    description: `Bytes the client received in each second: ${quantityText(mean, 'B')} a second on average (dashed). Triangles mark ${plural(spikes.length, 'spike')}: seconds with more than their neighbours and at least the average.`,
    plot: ({ dim, vod, live, page }) => ({
      x: timeAxis(perSecond.length),
      y: byteAxis('bytes in a second', most),
      marks: [
        areaY(rows, { x: 'second', y: 'bytes', fill: vod, fillOpacity: 0.25 }),
        lineY(rows, { x: 'second', y: 'bytes', stroke: vod, strokeWidth: 1.2 }),
        ruleY([mean], { stroke: dim, strokeDasharray: '6 4' }),
        ruleY([0], { stroke: dim }),
        dot(rows.filter(({ second }) => isSpike.has(second)), { x: 'second', y: 'bytes', symbol: 'triangle', r: 4, fill: live, stroke: page, strokeWidth: 0.7 }),
      ],
    }),
    table: {
      columns: ['second', 'time', 'bytes', 'spike'],
      rows: rows.map(({ second, bytes }) => [String(second), clockText(second), numberText(bytes), isSpike.has(second) ? 'spike' : '']),
    },
  };
}
