/** What is used of ml-logistic-regression 2, which has no types of its own. */
declare module 'ml-logistic-regression' {
  import type { Matrix } from 'ml-matrix';

  export default class LogisticRegression {
    constructor(options: { numSteps: number; learningRate: number });
    train(samples: Matrix, labels: Matrix): void;
    predict(samples: Matrix): number[];
  }
}
