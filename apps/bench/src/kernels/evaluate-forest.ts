import type { ForestKind } from '@tunnelscope/model/forest/train';
import type { Benchmark } from '../benchmark.ts';
import { COLUMNS, type SeededForest, seededForest } from '../input/forest.ts';
import { computing } from '../measure/subject.ts';
import { cPeer } from '../peers/c.ts';
import type { KernelWork } from '../peers/kernel-peer.ts';
import type { Peer } from '../peers/peer.ts';
import { pythonPeer } from '../peers/python.ts';

export const evaluateForest: readonly Benchmark[] = [
  evaluating('100 trees, 10,000 rows', 'forest', 10_000, 5),
  evaluating('100 trees, single row', 'forest', 1, 500),
  evaluating('100 extra-trees, 10,000 rows', 'extra-trees', 10_000, 5),
];

/** Largest mean difference between probabilities of two forests that learned the same by different draws. */
const ALIKE = 0.05;

function evaluating(name: string, kind: ForestKind, rows: number, sklearnTarget: number): Benchmark {
  let input: SeededForest;
  return {
    group: 'evaluateForest',
    name,
    twins: true,
    work: { amount: rows, unit: 'rows' },
    prepare: async () => {
      input = seededForest(kind, rows);
      const { forest, features } = input;
      return (kernels) => computing(() => kernels.evaluateForest(forest, features));
    },
    peers: () => peersOf(input, kind, sklearnTarget),
  };
}

function peersOf({ forest, features, trainingFeatures, trainingLabels }: SeededForest, kind: ForestKind, sklearnTarget: number): Peer[] {
  const { threshold, left, feature, value, roots, depths, classes } = forest;
  const work: KernelWork = {
    columns: () => ({ threshold, left, feature, value, roots, depths, features, trainingFeatures, trainingLabels }),
    parameters: { columns: COLUMNS, classes, trees: roots.length, kind },
  };
  const classifier = kind === 'forest' ? 'RandomForestClassifier' : 'ExtraTreesClassifier';
  const numbers = (ours: unknown) => ours as Float64Array;
  return [
    cPeer(work, 'forest', { name: 'C, gcc -O3', numbers, note: 'the same forest, eight rows or trees side by side; nodes name their child where ours say how far behind it lies, and every walk takes as many steps as the tree is deep, where ours end early' }),
    pythonPeer(work, 'forest.py', ['sklearn.ensemble'], { name: `scikit-learn ${classifier}.predict_proba`, target: sklearnTarget, ...(features.length > COLUMNS && { compare: otherForest }), note: 'a forest of its own from the same training rows, n_jobs=1; of a single row most is the call' }),
    pythonPeer(work, 'onnx_forest.py', ['onnxruntime', 'onnx'], { name: 'onnxruntime TreeEnsembleClassifier', target: 4, ...(features.length === COLUMNS && { missed: 'a single row is mostly the call: checks and copies' }), numbers, tolerance: 1e-3, note: 'the same forest, one thread; sums in 32 bits' }),
  ];
}

/** A forest from other draws gives other probabilities, but about the same. */
function otherForest(ours: unknown, theirs: Float64Array): string | null {
  const sum = (ours as Float64Array).reduce((total, probability, i) => total + Math.abs(probability - theirs[i]!), 0);
  const mean = sum / theirs.length;
  return mean <= ALIKE ? null : `its probabilities differ from ours by ${mean} in the mean`;
}
