import KNN from 'ml-knn';
import { type Fitted, rowArrays, type Samples } from './samples.ts';

const NEIGHBOURS = 5;

/** The majority of the 5 nearest rows by Euclidean distance (ml-knn). For standardised features. */
export function fitKnn({ features, rows, labels }: Samples): Fitted {
  const knn = new KNN(rowArrays(features, rows), Array.from(labels), { k: Math.min(NEIGHBOURS, rows) });
  return {
    predict: (matrix, count) => (count === 0 ? new Uint8Array(0) : Uint8Array.from(knn.predict(rowArrays(matrix, count)))),
    free: () => {},
  };
}
