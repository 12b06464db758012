import { createRequire } from 'node:module';
import { type ForestKind, trainForest } from '@tunnelscope/model/forest/train';
import { trainMlRandomForest, type TrainMlRandomForestOptions } from '@tunnelscope/model/forest/train-ml-random-forest';
import type { Benchmark } from '../benchmark.ts';
import { COLUMNS, seededRows } from '../input/forest.ts';
import { SEED } from '../input/seed.ts';
import { computing } from '../measure/subject.ts';
import type { Peer } from '../peers/peer.ts';
import { pythonPeer } from '../peers/python.ts';

const ROWS = 10_000;
const TREES = 100;

/** Training is no kernel: it runs in TypeScript alone. */
export const trainForests: readonly Benchmark[] = [training('random forest', 'forest', 'RandomForestClassifier'), training('extra-trees', 'extra-trees', 'ExtraTreesClassifier')];

function training(name: string, kind: ForestKind, classifier: string): Benchmark {
  // What can be compared: a forest without a limit gets nearly all rows right that it was trained with.
  const work = { columns: () => ({ ...seededRows(ROWS) }), parameters: { kind, columns: COLUMNS, trees: TREES } };
  return {
    group: 'training of forests, TypeScript',
    name: `${name}, ${ROWS.toLocaleString('en')} rows × ${COLUMNS}, ${TREES} trees`,
    twins: false,
    slow: true,
    prepare: async () => {
      const input = trainingInput();
      return () => computing(() => trainForest({ kind, trees: TREES, seed: SEED, ...input }).importances);
    },
    peers: () => [
      pythonPeer(work, 'train_forest.py', ['sklearn.ensemble'], { name: `scikit-learn ${classifier}.fit`, target: 2, numbers: () => Float64Array.of(1), tolerance: 0.05, note: 'the same numbers of rows, columns, trees and columns a split; n_jobs=1' }),
      ...(kind === 'forest' ? [mlRandomForest()] : []),
    ],
  };
}

function trainingInput(): Omit<TrainMlRandomForestOptions, 'trees' | 'seed'> {
  return { ...seededRows(ROWS), rows: ROWS, columns: COLUMNS, classes: 2 };
}

/** It takes more than half an hour for all trees, so it grows one, and is counted a hundredfold. */
function mlRandomForest(): Peer {
  return {
    name: 'ml-random-forest',
    note: 'grows one tree, whose time is counted a hundredfold: trees are independent; draws its columns for each tree, not for each split',
    target: 100,
    part: 1 / TREES,
    open: async () => {
      const input = trainingInput();
      return { version: `ml-random-forest ${mlVersion()}`, isProcess: true, subject: computing(() => trainMlRandomForest({ ...input, trees: 1, seed: SEED })) };
    },
  };
}

/** What @tunnelscope/model, whose dependency it is, has installed. */
function mlVersion(): string {
  const model = createRequire(import.meta.url).resolve('@tunnelscope/model');
  return (createRequire(model)('ml-random-forest/package.json') as { version: string }).version;
}
