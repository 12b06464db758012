import type { Benchmark } from '../benchmark.ts';
import { COLUMNS, type SeededForest, seededForest } from '../input/forest.ts';
import { computing } from '../measure/subject.ts';
import { cPeer } from '../peers/c.ts';
import type { KernelWork } from '../peers/kernel-peer.ts';
import type { Peer } from '../peers/peer.ts';
import { pythonPeer } from '../peers/python.ts';

export const evaluateForest: readonly Benchmark[] = [evaluating('100 trees, 10,000 rows', 10_000, 5), evaluating('100 trees, single row', 1, 500)];

function evaluating(name: string, rows: number, sklearnTarget: number): Benchmark {
  let input: SeededForest;
  return {
    group: 'evaluateForest',
    name,
    twins: true,
    work: { amount: rows, unit: 'rows' },
    prepare: async () => {
      input = seededForest(rows);
      const { forest, features } = input;
      return (kernels) => computing(() => kernels.evaluateForest(forest, features));
    },
    peers: () => peersOf(input, sklearnTarget),
  };
}

function peersOf({ forest, features, trainingFeatures, trainingLabels }: SeededForest, sklearnTarget: number): Peer[] {
  const { threshold, left, feature, value, roots, depths, classes } = forest;
  const work: KernelWork = {
    columns: () => ({ threshold, left, feature, value, roots, depths, features, trainingFeatures, trainingLabels }),
    parameters: { columns: COLUMNS, classes, trees: roots.length, kind: 'forest' },
  };
  const numbers = (ours: unknown) => ours as Float64Array;
  return [
    cPeer(work, 'forest', { name: 'C, gcc -O3', numbers, note: 'the same forest in the same layout, eight rows or trees side by side' }),
    pythonPeer(work, 'forest.py', ['sklearn.ensemble'], { name: 'scikit-learn RandomForestClassifier.predict_proba', target: sklearnTarget, note: 'a forest of its own from the same training rows, n_jobs=1; of a single row most is the call' }),
    pythonPeer(work, 'onnx_forest.py', ['onnxruntime', 'onnx'], { name: 'onnxruntime TreeEnsembleClassifier', target: 4, numbers, tolerance: 1e-3, note: 'the same forest, one thread; sums in 32 bits' }),
  ];
}
