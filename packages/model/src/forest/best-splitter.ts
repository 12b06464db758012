import { drawBootstrap } from './bootstrap.ts';
import { FeatureDraw } from './feature-draw.ts';
import { float32Between } from './float32.ts';
import { purity } from './gini.ts';
import type { Random } from './random.ts';
import { sortRows } from './sort-rows.ts';
import type { LeafLimits, Split, Splitter } from './splitter.ts';
import type { TrainingSet } from './training-set.ts';

/**
 * Splits of random forests: the best threshold of each drawn feature, and the best of those (Breiman, "Random forests",
 * Machine Learning 45, 2001). Thresholds lie in the middle between neighbouring values. Every feature's rows are
 * sorted once; nodes keep them sorted by stable partition. Features that are constant in a node do not count as drawn.
 */
export class BestSplitter implements Splitter {
  readonly #set: TrainingSet;
  readonly #featuresPerSplit: number;
  readonly #limits: LeafLimits;
  readonly #bootstrap: boolean;
  readonly #draw: FeatureDraw;
  /** For each feature all rows by ascending value. */
  readonly #sorted: readonly Int32Array[];
  /** For each feature the rows of the tree, in node order and by ascending value within a node. */
  readonly #order: readonly Int32Array[];
  /** Weight of each row in the tree. */
  readonly #weight: Float64Array;
  readonly #goesRight: Uint8Array;
  readonly #right: Int32Array;
  readonly #leftWeights: Float64Array;
  readonly #rightWeights: Float64Array;

  constructor(set: TrainingSet, featuresPerSplit: number, limits: LeafLimits, bootstrap: boolean) {
    this.#set = set;
    this.#featuresPerSplit = featuresPerSplit;
    this.#limits = limits;
    this.#bootstrap = bootstrap;
    this.#draw = new FeatureDraw(set.columns.length);
    this.#sorted = set.columns.map(sortRows);
    this.#order = this.#sorted.map((rows) => rows.slice());
    this.#weight = new Float64Array(set.rows);
    this.#goesRight = new Uint8Array(set.rows);
    this.#right = new Int32Array(set.rows);
    this.#leftWeights = new Float64Array(set.classes);
    this.#rightWeights = new Float64Array(set.classes);
  }

  sample(random: Random): number {
    const { rows, weights } = this.#set;
    this.#draw.reset();
    const times = this.#bootstrap ? drawBootstrap(rows, random) : new Int32Array(rows).fill(1);
    for (let row = 0; row < rows; row++) this.#weight[row] = times[row]! * weights[row]!;
    let count = 0;
    this.#sorted.forEach((sorted, feature) => {
      const order = this.#order[feature]!;
      count = 0;
      for (let i = 0; i < rows; i++) {
        const row = sorted[i]!;
        if (times[row]! > 0) order[count++] = row;
      }
    });
    return count;
  }

  weigh(start: number, end: number, totals: Float64Array): void {
    const order = this.#order[0]!;
    const { labels } = this.#set;
    const weight = this.#weight;
    for (let i = start; i < end; i++) totals[labels[order[i]!]!]! += weight[order[i]!]!;
  }

  find(start: number, end: number, totals: Float64Array, random: Random, split: Split): boolean {
    split.gain = -Infinity;
    this.#draw.restart();
    for (let candidates = 0; candidates < this.#featuresPerSplit; ) {
      const feature = this.#draw.next(random);
      if (feature < 0) break;
      const column = this.#set.columns[feature]!;
      const order = this.#order[feature]!;
      if (column[order[start]!]! === column[order[end - 1]!]!) continue;
      candidates++;
      this.#scan(feature, start, end, totals, split);
    }
    if (split.gain === -Infinity) return false;
    split.gain -= purity(totals, 0, totals.length);
    return true;
  }

  /** Tries every threshold of a feature; `split.gain` is the purity of both sides until `find` ends. */
  #scan(feature: number, start: number, end: number, totals: Float64Array, split: Split): void {
    const column = this.#set.columns[feature]!;
    const order = this.#order[feature]!;
    const { labels, classes } = this.#set;
    const weights = this.#weight;
    const { rows: fewest, weight: least, monotone } = this.#limits;
    const left = this.#leftWeights.fill(0);
    const right = this.#rightWeights;
    right.set(totals);
    // Weight and sum of squared class weights of both sides are kept up to date as rows move from right to left.
    let leftWeight = 0;
    let rightWeight = 0;
    let leftSquares = 0;
    let rightSquares = 0;
    for (const weight of totals) {
      rightWeight += weight;
      rightSquares += weight * weight;
    }
    let best = split.gain;
    let bestAt = -1;
    const last = end - Math.max(1, fewest);
    let value = column[order[start]!]!;
    for (let i = start; i < last; i++) {
      const row = order[i]!;
      const label = labels[row]!;
      const weight = weights[row]!;
      leftSquares += weight * (2 * left[label]! + weight);
      rightSquares -= weight * (2 * right[label]! - weight);
      left[label]! += weight;
      right[label]! -= weight;
      leftWeight += weight;
      rightWeight -= weight;
      const next = column[order[i + 1]!]!;
      if (next === value) continue;
      value = next;
      if (i + 1 - start < fewest || leftWeight < least || rightWeight < least) continue;
      const gain = leftSquares / leftWeight + rightSquares / rightWeight;
      if (gain > best && (monotone === null || monotone.allows(feature, left[classes - 1]! / leftWeight, right[classes - 1]! / rightWeight))) {
        best = gain;
        split.left = left[classes - 1]! / leftWeight;
        split.right = right[classes - 1]! / rightWeight;
        bestAt = i;
      }
    }
    if (bestAt < 0) return;
    split.gain = best;
    split.feature = feature;
    split.threshold = float32Between(column[order[bestAt]!]!, column[order[bestAt + 1]!]!);
  }

  divide(start: number, end: number, split: Split): number {
    const column = this.#set.columns[split.feature]!;
    const sorted = this.#order[split.feature]!;
    const goesRight = this.#goesRight;
    let middle = start;
    for (let i = start; i < end; i++) {
      const row = sorted[i]!;
      const side = column[row]! > split.threshold ? 1 : 0;
      goesRight[row] = side;
      middle += 1 - side;
    }
    for (const order of this.#order) if (order !== sorted) this.#partition(order, start, end);
    return middle;
  }

  /** Stable: rows that go left, then rows that go right, each in their old order. */
  #partition(order: Int32Array, start: number, end: number): void {
    const goesRight = this.#goesRight;
    const right = this.#right;
    let lefts = start;
    let rights = 0;
    for (let i = start; i < end; i++) {
      const row = order[i]!;
      const side = goesRight[row]!;
      // Both are written and one of the two counters moves: no branch to mispredict.
      right[rights] = row;
      order[lefts] = row;
      rights += side;
      lefts += 1 - side;
    }
    for (let i = 0; i < rights; i++) order[lefts + i] = right[i]!;
  }
}
