import { FeatureDraw } from './feature-draw.ts';
import { purity } from './gini.ts';
import type { Random } from './random.ts';
import { drawBootstrap } from './bootstrap.ts';
import type { LeafLimits, Split, Splitter } from './splitter.ts';
import type { TrainingSet } from './training-set.ts';

/**
 * Splits of extremely randomised trees: one threshold for each drawn feature, uniform between the smallest and the
 * largest value in the node, and the best of them (Geurts, Ernst and Wehenkel, "Extremely randomized trees", Machine
 * Learning 63, 2006). Features that are constant in a node do not count as drawn.
 */
export class RandomSplitter implements Splitter {
  readonly #set: TrainingSet;
  readonly #featuresPerSplit: number;
  readonly #limits: LeafLimits;
  readonly #bootstrap: boolean;
  readonly #draw: FeatureDraw;
  /** Row numbers, labels and weights in node order, so that the inner loops read straight ahead. */
  readonly #row: Int32Array;
  readonly #label: Uint8Array;
  readonly #weight: Float64Array;
  /** One feature's values in node order. */
  readonly #value: Float32Array;
  /** Class weights left, then right. */
  readonly #sides: Float64Array;

  constructor(set: TrainingSet, featuresPerSplit: number, limits: LeafLimits, bootstrap: boolean) {
    this.#set = set;
    this.#featuresPerSplit = featuresPerSplit;
    this.#limits = limits;
    this.#bootstrap = bootstrap;
    this.#draw = new FeatureDraw(set.columns.length);
    this.#row = new Int32Array(set.rows);
    this.#label = new Uint8Array(set.rows);
    this.#weight = new Float64Array(set.rows);
    this.#value = new Float32Array(set.rows);
    this.#sides = new Float64Array(2 * set.classes);
  }

  sample(random: Random): number {
    const { rows, labels, weights } = this.#set;
    this.#draw.reset();
    const times = this.#bootstrap ? drawBootstrap(rows, random) : undefined;
    let count = 0;
    for (let row = 0; row < rows; row++) {
      const drawn = times ? times[row]! : 1;
      if (drawn === 0) continue;
      this.#row[count] = row;
      this.#label[count] = labels[row]!;
      this.#weight[count] = drawn * weights[row]!;
      count++;
    }
    return count;
  }

  weigh(start: number, end: number, totals: Float64Array): void {
    const label = this.#label;
    const weight = this.#weight;
    for (let i = start; i < end; i++) totals[label[i]!]! += weight[i]!;
  }

  find(start: number, end: number, totals: Float64Array, random: Random, split: Split): boolean {
    const whole = purity(totals, 0, totals.length);
    split.gain = -Infinity;
    this.#draw.restart();
    for (let candidates = 0; candidates < this.#featuresPerSplit; ) {
      const feature = this.#draw.next(random);
      if (feature < 0) break;
      const largest = this.#gather(feature, start, end);
      const smallest = this.#smallest;
      if (smallest === largest) continue;
      candidates++;
      const drawn = Math.fround(smallest + random.unit() * (largest - smallest));
      const threshold = drawn < largest ? drawn : smallest;
      const gain = this.#gain(start, end, threshold) - whole;
      if (gain > split.gain && this.#allows(feature)) {
        split.feature = feature;
        split.threshold = threshold;
        split.gain = gain;
        split.left = this.#share(0);
        split.right = this.#share(1);
      }
    }
    return split.gain > -Infinity;
  }

  #smallest = 0;

  /** Copies a feature's values into node order; returns the largest and leaves the smallest in #smallest. */
  #gather(feature: number, start: number, end: number): number {
    const column = this.#set.columns[feature]!;
    const row = this.#row;
    const value = this.#value;
    let smallest = Infinity;
    let largest = -Infinity;
    for (let i = start; i < end; i++) {
      const v = column[row[i]!]!;
      value[i] = v;
      if (v < smallest) smallest = v;
      if (v > largest) largest = v;
    }
    this.#smallest = smallest;
    return largest;
  }

  /** Purity of both sides together, −Infinity if one of them is too small. */
  #gain(start: number, end: number, threshold: number): number {
    const value = this.#value;
    const label = this.#label;
    const weight = this.#weight;
    const classes = this.#set.classes;
    const sides = this.#sides.fill(0);
    let right = 0;
    if (classes === 2) {
      // The same sums, in variables that do not wait for each other, and without a branch that nobody could predict.
      let [leftFirst, leftLast, rightFirst, rightLast] = [0, 0, 0, 0];
      for (let i = start; i < end; i++) {
        const side = Number(value[i]! > threshold);
        const w = weight[i]!;
        const last = w * label[i]!;
        const first = w - last;
        right += side;
        rightFirst += first * side;
        rightLast += last * side;
        leftFirst += first - first * side;
        leftLast += last - last * side;
      }
      sides[0] = leftFirst;
      sides[1] = leftLast;
      sides[2] = rightFirst;
      sides[3] = rightLast;
    } else {
      for (let i = start; i < end; i++) {
        const side = value[i]! > threshold ? 1 : 0;
        right += side;
        sides[label[i]! + side * classes]! += weight[i]!;
      }
    }
    const { rows, weight: least } = this.#limits;
    if (right < rows || end - start - right < rows) return -Infinity;
    if (least > 0 && (sum(sides, 0, classes) < least || sum(sides, classes, 2 * classes) < least)) return -Infinity;
    return purity(sides, 0, classes) + purity(sides, classes, classes);
  }

  #allows(feature: number): boolean {
    const { monotone } = this.#limits;
    return monotone === null || monotone.allows(feature, this.#share(0), this.#share(1));
  }

  /** Share of the last class on one side of the split looked at last. */
  #share(side: 0 | 1): number {
    const { classes } = this.#set;
    const weight = sum(this.#sides, side * classes, (side + 1) * classes);
    return weight > 0 ? this.#sides[(side + 1) * classes - 1]! / weight : 0;
  }

  divide(start: number, end: number, split: Split): number {
    const column = this.#set.columns[split.feature]!;
    const { threshold } = split;
    const row = this.#row;
    const label = this.#label;
    const weight = this.#weight;
    let left = start;
    for (let i = start; i < end; i++) {
      if (column[row[i]!]! > threshold) continue;
      const r = row[i]!;
      const l = label[i]!;
      const w = weight[i]!;
      row[i] = row[left]!;
      label[i] = label[left]!;
      weight[i] = weight[left]!;
      row[left] = r;
      label[left] = l;
      weight[left] = w;
      left++;
    }
    return left;
  }
}

function sum(values: Float64Array, start: number, end: number): number {
  let total = 0;
  for (let i = start; i < end; i++) total += values[i]!;
  return total;
}
