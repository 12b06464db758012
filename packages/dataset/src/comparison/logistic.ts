import LogisticRegression from 'ml-logistic-regression';
import { Matrix } from 'ml-matrix';
import { type Fitted, rowArrays, type Samples } from './samples.ts';

const STEPS = 1000;
const STEP = 2;

/**
 * Logistic regression by gradient descent, one class against the rest (ml-logistic-regression). The library sums the
 * gradient over rows, so the rate is a step for the mean; and it knows no intercept, so each row gets a column of 1.
 * For standardised features.
 */
export function fitLogistic({ features, rows, labels }: Samples): Fitted {
  const regression = new LogisticRegression({ numSteps: STEPS, learningRate: STEP / rows });
  regression.train(withIntercept(features, rows), Matrix.columnVector(Array.from(labels)));
  return {
    predict: (matrix, count) => (count === 0 ? new Uint8Array(0) : Uint8Array.from(regression.predict(withIntercept(matrix, count)))),
    free: () => {},
  };
}

function withIntercept(features: Float32Array, rows: number): Matrix {
  return new Matrix(rowArrays(features, rows).map((row) => [...row, 1]));
}
