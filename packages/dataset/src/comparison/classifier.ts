import type { Kernels } from '@tunnelscope/core/kernels';
import { fitKnn } from './knn.ts';
import { fitLogistic } from './logistic.ts';
import type { FitOptions, Fitted, Samples } from './samples.ts';
import { fitSvm } from './svm.ts';
import { fitTrees } from './trees.ts';

/** What can be compared. */
export const CLASSIFIERS = ['svm', 'knn', 'logistic', 'ml-random-forest', 'forest', 'extra-trees'] as const;
export type Classifier = (typeof CLASSIFIERS)[number];

/** Whether it measures distances over all columns, so that each must have the same spread. */
export function needsStandardising(classifier: Classifier): boolean {
  return classifier === 'svm' || classifier === 'knn' || classifier === 'logistic';
}

/** Trains a classifier. The same samples, options and machine give the same predictions. */
export function trainClassifier(classifier: Classifier, samples: Samples, options: FitOptions, kernels: Kernels): Fitted {
  switch (classifier) {
    case 'svm': return fitSvm(samples);
    case 'knn': return fitKnn(samples);
    case 'logistic': return fitLogistic(samples);
    default: return fitTrees(classifier, samples, options, kernels);
  }
}
