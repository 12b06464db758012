import Svm from 'libsvm-js/asm.js';
import { type Fitted, rowArrays, type Samples } from './samples.ts';

/**
 * Support vector classification by libsvm (Chang and Lin, ACM TIST 2011): radial basis functions, C = 1, γ = 1 ÷ columns.
 * For standardised features.
 */
export function fitSvm({ features, rows, columns, labels }: Samples): Fitted {
  const svm = new Svm({ type: Svm.SVM_TYPES.C_SVC, kernel: Svm.KERNEL_TYPES.RBF, cost: 1, gamma: 1 / columns, cacheSize: 100, quiet: true });
  svm.train(rowArrays(features, rows), Array.from(labels));
  return {
    predict: (matrix, count) => Uint8Array.from(svm.predict(rowArrays(matrix, count))),
    free: () => svm.free(),
  };
}
