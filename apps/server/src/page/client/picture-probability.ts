import { percent } from '../views/quantity.ts';
import { axis, hour, timeAxis } from './axes.ts';
import type { Picture } from './pictures.ts';

/** A line for each class, told apart by its dashes too. */
export const probabilityPicture: Picture = {
  data: ({ probabilitiesOverTime: points }) => (points.length === 0 ? null : [points.map(({ time }) => Date.parse(time) / 1000), points.map(({ live }) => live), points.map(({ vod }) => vod), points.map(({ other }) => other)]),
  options: (colours) => {
    const line = (label: string, stroke: string, width: number, dash: number[]) => ({ label, stroke, width, dash, points: { show: true, size: 5, stroke, fill: stroke }, value: (_: unknown, probability: number | null) => percent(probability) });
    return {
      cursor: { drag: { x: false, y: false } },
      axes: [timeAxis(colours), axis(colours, (probability) => percent(probability), 70)],
      scales: { y: { range: [0, 1] } },
      series: [
        { label: 'Time', value: (_, second) => (second === null ? '–' : hour(second)) },
        line('● live', colours.live, 3, []), line('■ vod', colours.vod, 2, [8, 4]), line('◇ other', colours.other, 2, [2, 3]),
      ],
    };
  },
};
