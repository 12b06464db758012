import { quantity } from '../views/quantity.ts';
import { strongest } from '../views/strongest.ts';
import { axis } from './axes.ts';
import type { Picture } from './pictures.ts';

/** The root of the power spectral density, so that weak rhythms beside strong ones are seen; the strongest is marked. */
export const spectrumPicture: Picture = {
  data: ({ spectrum }) => {
    if (spectrum === null) return null;
    const best = strongest(spectrum);
    const roots = spectrum.power.map((power) => Math.sqrt(power));
    return [spectrum.frequency, roots, roots.map((root, i) => (i === best ? root : null))];
  },
  options: (colours, library) => ({
    cursor: { drag: { x: false, y: false } },
    axes: [{ ...axis(colours, (hertz) => `${+hertz.toFixed(3)} Hz`), space: 80 }, axis(colours, (root) => quantity(root, 'B/√Hz'), 90)],
    scales: { x: { time: false, range: (_, least, most) => [least - most / 66, most + most / 66] }, y: { range: (_, __, most) => [0, 1.1 * Math.max(1, most)] } },
    series: [
      { label: 'Frequency', value: (_, hertz) => (hertz === null ? '–' : `${hertz.toFixed(3)} Hz`) },
      { label: '√ density', stroke: colours.vod, fill: colours.vod, paths: library.paths.bars!({ size: [0.8, 40] }), points: { show: false }, value: (_, root) => (root === null ? '–' : quantity(root, 'B/√Hz')) },
      { label: 'Strongest', stroke: colours.live, paths: () => null, points: { show: true, size: 8, fill: colours.live, stroke: colours.live }, value: (_, root) => (root === null ? '–' : 'yes') },
    ],
  }),
};
