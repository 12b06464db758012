/** What is used of ml-knn 3, which has no types of its own. */
declare module 'ml-knn' {
  export default class KNN {
    constructor(samples: number[][], labels: number[], options: { k: number });
    predict(samples: number[][]): number[];
  }
}
