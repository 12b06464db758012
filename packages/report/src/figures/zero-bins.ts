import { ruleX, ruleY, text } from '@observablehq/plot';
import { ZERO_LINE, type Rhythm } from '../capture/rhythm.ts';
import type { Figure } from '../figure.ts';
import { clockText, numberText, percentText, quantityText } from '../quantity.ts';
import { byteAxis, timeAxis } from './axes.ts';

const BIN = 0.2; // s

/** Downlink bytes of 200 ms bins with the line below which a bin counts as empty; null where only seconds are known. */
export function zeroBins({ perBin }: Rhythm, most?: number): Figure | null {
  if (perBin === null || perBin.length === 0) return null;
  const rows = Array.from(perBin, (bytes, i) => ({ time: i * BIN, bytes }));
  const empty = rows.filter(({ bytes }) => bytes < ZERO_LINE).length;
  const top = Math.max(ZERO_LINE * 4, most ?? Math.max(...perBin));
  return {
    name: 'zero-bins',
    title: '200 ms bins and the zero line',
    description: `Downlink bytes of each 200 ms. The dashed line at ${quantityText(ZERO_LINE, 'B')} is the zero line: ${empty} of ${rows.length} bins (${percentText(empty / rows.length)}) are below it and count as empty. The axis is that of square roots.`,
    plot: ({ vod, live, dim }) => ({
      x: timeAxis(rows.length * BIN, 'time from the first downlink packet'),
      y: { ...byteAxis('bytes in 200 ms'), type: 'sqrt', domain: [0, top], ticks: [ZERO_LINE, top / 10, top / 4, top / 2, top].map((value) => Number(value.toPrecision(1))), nice: false },
      marks: [
        ruleX(rows.filter(({ bytes }) => bytes > 0), { x: 'time', y1: 0, y2: 'bytes', stroke: ({ bytes }: { bytes: number }) => (bytes < ZERO_LINE ? dim : vod), strokeWidth: 1 }),
        ruleY([ZERO_LINE], { stroke: live, strokeDasharray: '6 4' }),
        text([`dashed: zero line, ${quantityText(ZERO_LINE, 'B')}`], { text: (words: string) => words, frameAnchor: 'top-right', dy: -18 }),
        ruleY([0], { stroke: dim }),
      ],
    }),
    table: { columns: ['time', 'bytes', 'empty'], rows: rows.map(({ time, bytes }) => [`${clockText(Math.floor(time))}${(time % 1).toFixed(1).slice(1)}`, numberText(bytes), bytes < ZERO_LINE ? 'empty' : '']) },
  };
}
