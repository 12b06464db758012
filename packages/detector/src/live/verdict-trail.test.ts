import { expect, test } from 'vitest';
import { VerdictTrail } from './verdict-trail.ts';

test('gives back the last points, oldest first, with the probabilities of the classes', () => {
  const trail = new VerdictTrail();
  expect(trail.points()).toEqual([]);
  trail.add(5, Float64Array.of(0.25, 0.125, 0.25, 0.125, 0.25));
  expect(trail.points()).toEqual([{ time: 5, probabilities: { live: 0.625, vod: 0.125, other: 0.25 } }]);
  for (let time = 6; time <= 200; time++) trail.add(time, Float64Array.of(0, 1, 0, 0, 0));
  const points = trail.points();
  expect(points.map(({ time }) => time)).toEqual(Array.from({ length: 64 }, (_, i) => 137 + i));
  expect(points.at(-1)!.probabilities).toEqual({ live: 0, vod: 1, other: 0 });
  expect(trail.footprint).toBe(64 * 4 * 8);
});
