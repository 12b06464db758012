import type { Classifier } from '@tunnelscope/dataset/comparison/classifier';
import type { Trainer } from '@tunnelscope/dataset/trainer';

/** The trainers' names, without loading the trainers. */
export const TRAINERS = ['extra-trees', 'forest', 'ml-random-forest'] as const satisfies readonly Trainer[];

/** What classifiers can be compared, without loading them. */
export const CLASSIFIERS = ['svm', 'knn', 'logistic', 'ml-random-forest', 'forest', 'extra-trees'] as const satisfies readonly Classifier[];
