import type { Trainer } from '@tunnelscope/dataset/trainer';

/** The trainers' names, without loading the trainers. */
export const TRAINERS = ['extra-trees', 'forest', 'ml-random-forest'] as const satisfies readonly Trainer[];
