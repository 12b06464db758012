import type { Benchmark } from '../benchmark.ts';
import { seededForest } from '../input/forest.ts';
import { computing } from '../measure/subject.ts';

export const evaluateForest: readonly Benchmark[] = [evaluating('100 trees, 10,000 rows', 10_000), evaluating('100 trees, single row', 1)];

function evaluating(name: string, rows: number): Benchmark {
  return {
    group: 'evaluateForest',
    name,
    twins: true,
    work: { amount: rows, unit: 'rows' },
    prepare: async () => {
      const { forest, features } = seededForest(rows);
      return (kernels) => computing(() => kernels.evaluateForest(forest, features));
    },
  };
}
