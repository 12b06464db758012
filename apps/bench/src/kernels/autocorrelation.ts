import type { Benchmark } from '../benchmark.ts';
import { seededTraffic } from '../input/series.ts';
import { computing } from '../measure/subject.ts';

export const autocorrelation: Benchmark = {
  group: 'autocorrelation',
  name: '1,500 samples, 300 lags',
  twins: true,
  prepare: async () => {
    const series = seededTraffic(1500);
    return (kernels) => computing(() => kernels.autocorrelation(series, 300));
  },
};
