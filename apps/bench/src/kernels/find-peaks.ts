import type { PeakConditions } from '@tunnelscope/core/kernels';
import type { Benchmark } from '../benchmark.ts';
import { seededTraffic, seededWalk } from '../input/series.ts';
import { computing } from '../measure/subject.ts';

const LONG = 1_000_000;

/** Every call gives prominences; conditions say which peaks are left to have them. */
export const findPeaks: readonly Benchmark[] = [
  finding('1 M samples, all peaks', () => seededWalk(LONG), {}),
  finding('1 M samples, height', () => seededWalk(LONG), { minHeight: 0 }),
  finding('1 M samples, prominence', () => seededWalk(LONG), { minProminence: 2 }),
  finding('1 M samples, distance', () => seededWalk(LONG), { minDistance: 20 }),
  finding('300 samples, height', () => seededTraffic(300), { minHeight: 50_000 }),
];

function finding(name: string, series: () => Float64Array, conditions: PeakConditions): Benchmark {
  return {
    group: 'findPeaks',
    name,
    twins: true,
    prepare: async () => {
      const samples = series();
      return (kernels) => computing(() => kernels.findPeaks(samples, conditions));
    },
  };
}
