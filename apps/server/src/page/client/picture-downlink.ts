import { quantity } from '../views/quantity.ts';
import { axis, hour, timeAxis } from './axes.ts';
import type { Picture } from './pictures.ts';

/** Bytes of each second as bars; peaks are marked by dots above them. */
export const downlinkPicture: Picture = {
  data: ({ series, spikes }) => {
    if (series.bytesDown.length === 0) return null;
    const start = Date.parse(series.start) / 1000;
    const peaks = new Map(spikes.times.map((time, i) => [Date.parse(time) / 1000, spikes.bytes[i]!]));
    const seconds = series.bytesDown.map((_, i) => start + i);
    return [seconds, series.bytesDown, seconds.map((second) => peaks.get(second) ?? null)];
  },
  options: (colours, library) => ({
    cursor: { drag: { x: false, y: false } },
    axes: [timeAxis(colours), axis(colours, (bytes) => quantity(bytes, 'B'), 70)],
    // Half a second more at both ends, or the first and the last bar are cut.
    scales: { x: { range: (_, least, most) => [least - 0.5, most + 0.5] }, y: { range: (_, __, most) => [0, 1.1 * Math.max(1, most)] } },
    series: [
      { label: 'Time', value: (_, second) => (second === null ? '–' : hour(second)) },
      { label: 'Bytes a second', stroke: colours.vod, fill: colours.vod, paths: library.paths.bars!({ size: [0.8, 40] }), points: { show: false }, value: (_, bytes) => (bytes === null ? '–' : quantity(bytes, 'B')) },
      { label: 'Peak', stroke: colours.live, paths: () => null, points: { show: true, size: 8, fill: colours.live, stroke: colours.live }, value: (_, bytes) => (bytes === null ? '–' : 'yes') },
    ],
  }),
};
