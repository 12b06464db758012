import { purity } from './gini.ts';
import type { Random } from './random.ts';
import type { LeafLimits } from './splitter.ts';

/** A feature that was drawn for a node, with the threshold that was drawn for it. */
export class Candidate {
  feature = 0;
  threshold = 0;
  /** Rows that go right. */
  right = 0;
  /** The feature's values in node order. */
  readonly value: Float32Array;
  /** Class weights left, then right. */
  readonly sides: Float64Array;
  readonly #classes: number;
  #smallest = 0;
  #largest = 0;

  constructor(rows: number, classes: number) {
    this.value = new Float32Array(rows);
    this.sides = new Float64Array(2 * classes);
    this.#classes = classes;
  }

  /** Copies a feature's values into node order; whether they differ. */
  gather(column: Float32Array, row: Int32Array, start: number, end: number): boolean {
    const value = this.value;
    let smallest = Infinity;
    let largest = -Infinity;
    for (let i = start; i < end; i++) {
      const v = column[row[i]!]!;
      value[i] = v;
      if (v < smallest) smallest = v;
      if (v > largest) largest = v;
    }
    this.#smallest = smallest;
    this.#largest = largest;
    return smallest !== largest;
  }

  /** Draws a threshold between the values that were gathered, the largest excluded. */
  draw(feature: number, random: Random): void {
    const drawn = Math.fround(this.#smallest + random.unit() * (this.#largest - this.#smallest));
    this.feature = feature;
    this.threshold = drawn < this.#largest ? drawn : this.#smallest;
  }

  /** Purity of both sides together, −Infinity if one of them is too small. */
  purity(rows: number, { rows: fewest, weight: least }: LeafLimits): number {
    const { right, sides } = this;
    const classes = this.#classes;
    if (right < fewest || rows - right < fewest) return -Infinity;
    if (least > 0 && (sum(sides, 0, classes) < least || sum(sides, classes, 2 * classes) < least)) return -Infinity;
    return purity(sides, 0, classes) + purity(sides, classes, classes);
  }

  /** Share of the last class on one side. */
  share(side: 0 | 1): number {
    const classes = this.#classes;
    const weight = sum(this.sides, side * classes, (side + 1) * classes);
    return weight > 0 ? this.sides[(side + 1) * classes - 1]! / weight : 0;
  }
}

function sum(values: Float64Array, start: number, end: number): number {
  let total = 0;
  for (let i = start; i < end; i++) total += values[i]!;
  return total;
}
