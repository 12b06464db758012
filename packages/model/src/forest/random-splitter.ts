import { Candidate } from './candidate.ts';
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
  /** Weight of each row in the tree. */
  readonly #rowWeight: Float64Array;
  /** Row numbers in node order. */
  readonly #row: Int32Array;
  /** Labels and weights in node order, of the node that was weighed last, so that the inner loops read straight ahead. */
  readonly #label: Uint8Array;
  readonly #weight: Float64Array;
  readonly #candidates: readonly Candidate[];
  /** The values of the feature that was found, in node order. */
  #found: Float32Array;

  constructor(set: TrainingSet, featuresPerSplit: number, limits: LeafLimits, bootstrap: boolean) {
    this.#set = set;
    this.#featuresPerSplit = featuresPerSplit;
    this.#limits = limits;
    this.#bootstrap = bootstrap;
    this.#draw = new FeatureDraw(set.columns.length);
    this.#rowWeight = new Float64Array(set.rows);
    this.#row = new Int32Array(set.rows);
    this.#label = new Uint8Array(set.rows);
    this.#weight = new Float64Array(set.rows);
    this.#candidates = Array.from({ length: featuresPerSplit }, () => new Candidate(set.rows, set.classes));
    this.#found = this.#candidates[0]!.value;
  }

  sample(random: Random): number {
    const { rows, weights } = this.#set;
    this.#draw.reset();
    const times = this.#bootstrap ? drawBootstrap(rows, random) : undefined;
    let count = 0;
    for (let row = 0; row < rows; row++) {
      const drawn = times ? times[row]! : 1;
      this.#rowWeight[row] = drawn * weights[row]!;
      if (drawn > 0) this.#row[count++] = row;
    }
    return count;
  }

  weigh(start: number, end: number, totals: Float64Array): void {
    const { labels } = this.#set;
    const rowWeight = this.#rowWeight;
    const row = this.#row;
    const label = this.#label;
    const weight = this.#weight;
    for (let i = start; i < end; i++) {
      const r = row[i]!;
      const l = labels[r]!;
      const w = rowWeight[r]!;
      label[i] = l;
      weight[i] = w;
      totals[l]! += w;
    }
  }

  find(start: number, end: number, totals: Float64Array, random: Random, split: Split): boolean {
    const candidates = this.#candidates;
    let count = 0;
    this.#draw.restart();
    while (count < this.#featuresPerSplit) {
      const feature = this.#draw.next(random);
      if (feature < 0) break;
      const candidate = candidates[count]!;
      const column = this.#set.columns[feature]!;
      if (!candidate.gather(column, this.#row, start, end)) continue;
      candidate.draw(feature, random);
      count++;
    }
    let first = 0;
    for (; first + 1 < count; first += 2) this.#weighBoth(start, end, candidates[first]!, candidates[first + 1]!);
    if (first < count) this.#weighOne(start, end, candidates[first]!);
    const whole = purity(totals, 0, totals.length);
    split.gain = -Infinity;
    for (let i = 0; i < count; i++) {
      const candidate = candidates[i]!;
      const gain = candidate.purity(end - start, this.#limits) - whole;
      if (!(gain > split.gain)) continue;
      const left = candidate.share(0);
      const right = candidate.share(1);
      if (this.#limits.monotone !== null && !this.#limits.monotone.allows(candidate.feature, left, right)) continue;
      split.feature = candidate.feature;
      split.threshold = candidate.threshold;
      split.gain = gain;
      split.left = left;
      split.right = right;
      this.#found = candidate.value;
    }
    return split.gain > -Infinity;
  }

  /** Weighs both sides of two candidates in one pass, so that one's sums need not wait for the other's. */
  #weighBoth(start: number, end: number, a: Candidate, b: Candidate): void {
    const { classes } = this.#set;
    const label = this.#label;
    const weight = this.#weight;
    const { value: valueA, threshold: thresholdA } = a;
    const { value: valueB, threshold: thresholdB } = b;
    const sidesA = a.sides.fill(0);
    const sidesB = b.sides.fill(0);
    let rightA = 0;
    let rightB = 0;
    for (let i = start; i < end; i++) {
      const sideA = Number(valueA[i]! > thresholdA);
      const sideB = Number(valueB[i]! > thresholdB);
      const w = weight[i]!;
      const l = label[i]!;
      rightA += sideA;
      rightB += sideB;
      sidesA[l + classes * sideA]! += w;
      sidesB[l + classes * sideB]! += w;
    }
    a.right = rightA;
    b.right = rightB;
  }

  #weighOne(start: number, end: number, a: Candidate): void {
    const { classes } = this.#set;
    const label = this.#label;
    const weight = this.#weight;
    const { value, threshold } = a;
    const sides = a.sides.fill(0);
    let right = 0;
    for (let i = start; i < end; i++) {
      const side = Number(value[i]! > threshold);
      right += side;
      sides[label[i]! + classes * side]! += weight[i]!;
    }
    a.right = right;
  }

  divide(start: number, end: number, { threshold }: Split): number {
    const row = this.#row;
    const value = this.#found;
    let left = start;
    for (let i = start; i < end; i++) {
      // Swaps rows i and left if row i goes left, without a branch that nobody could predict.
      const goesLeft = Number(value[i]! <= threshold);
      const mine = row[i]!;
      const first = row[left]!;
      const swapped = (mine ^ first) & -goesLeft;
      row[i] = mine ^ swapped;
      row[left] = first ^ swapped;
      left += goesLeft;
    }
    return left;
  }
}
