import type { Benchmark } from '../benchmark.ts';
import { seededTraffic } from '../input/series.ts';
import { computing } from '../measure/subject.ts';

const SAMPLING_RATE = 5; // Hz, bins of 200 ms

/** 500 = 2²·5³ and 100 = 2²·5² split into small factors, 499 is prime and takes a convolution (Bluestein). */
export const welch: readonly Benchmark[] = [spectrum(1500, 500), spectrum(1500, 499), spectrum(300, 100)];

function spectrum(samples: number, segment: number): Benchmark {
  return {
    group: 'welch',
    name: `${samples.toLocaleString('en')} samples, segment ${segment}`,
    twins: true,
    prepare: async () => {
      const series = seededTraffic(samples);
      return (kernels) => computing(() => kernels.welch(series, { samplingRate: SAMPLING_RATE, segment }));
    },
  };
}
