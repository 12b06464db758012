import { loadKernels } from '@tunnelscope/core';
import type { Benchmark } from '../benchmark.ts';
import { seededWalk } from '../input/series.ts';
import { computing } from '../measure/subject.ts';

export const spikeGaps: Benchmark = {
  group: 'spikeGaps',
  name: 'peaks of 1 M samples',
  twins: true,
  prepare: async () => {
    const { index } = (await loadKernels('typescript')).findPeaks(seededWalk(1_000_000));
    return (kernels) => computing(() => kernels.spikeGaps(index));
  },
};
