import { areaY, dot, lineY, ruleX, ruleY, text } from '@observablehq/plot';
import type { Figure } from '../figure.ts';
import type { Rhythm } from '../capture/rhythm.ts';
import { numberText, quantityText } from '../quantity.ts';

/** Root of the power spectral density, so that weak rhythms beside strong ones are seen; null where there is none. */
export function spectrumFigure({ spectrum, strongest, perBin }: Rhythm, most?: number): Figure | null {
  if (spectrum === null) return null;
  const rows = Array.from(spectrum.frequency, (frequency, i) => ({ frequency, root: Math.sqrt(spectrum.power[i]!) }));
  const best = strongest === null ? null : rows[strongest]!;
  const said = best === null ? 'No frequency stands out.' : `The strongest rhythm is at ${numberText(best.frequency)} Hz, once in ${numberText(1 / best.frequency)} s.`;
  const top = most ?? Math.max(...rows.map(({ root }) => root));
  return {
    name: 'spectrum',
    title: 'Power spectral density',
    description: `Root of the density of the downlink in ${perBin ? '200 ms bins' : 'seconds'} (Welch, three segments, Hann window). ${said} Segments of a constant length show at one over it and at its multiples, live or not.`,
    plot: ({ vod, live, dim, page, text: ink }) => ({
      x: { domain: [0, rows.at(-1)!.frequency], label: 'frequency in Hz', labelArrow: 'right', ticks: 10 },
      y: { label: 'root of the density, per √Hz', labelArrow: 'up', grid: true, domain: [0, 1.12 * top || 1], ticks: 5, tickFormat: (megabytes: number) => quantityText(1e6 * megabytes, 'B') },
      marks: [
        areaY(rows, { x: 'frequency', y: 'root', fill: vod, fillOpacity: 0.25 }),
        lineY(rows, { x: 'frequency', y: 'root', stroke: vod, strokeWidth: 1.2 }),
        ruleY([0], { stroke: dim }),
        ...(best === null ? [] : [
          ruleX([best], { x: 'frequency', y1: 0, y2: 'root', stroke: live, strokeDasharray: '3 3' }),
          dot([best], { x: 'frequency', y: 'root', r: 4.5, symbol: 'circle', fill: live, stroke: page, strokeWidth: 0.7 }),
          text([best], { x: 'frequency', y: 'root', text: () => `${numberText(best.frequency)} Hz`, dx: 9, textAnchor: 'start', fill: ink, stroke: page, strokeWidth: 4 }),
        ]),
      ],
    }),
    table: { columns: ['frequency in Hz', 'root of the density in MB/√Hz'], rows: rows.map(({ frequency, root }) => [frequency.toFixed(4), root.toPrecision(4)]) },
  };
}
