/**
 * Keeps a tree monotone: along a column with sign 1 the probability of the last of two classes never falls, with −1 it
 * never rises. A split on such a column must put the larger probability on the right side, and every split below must stay
 * within bounds that the middle between its ancestors' sides has drawn (as scikit-learn's monotonic_cst and XGBoost do).
 */
export class Monotone {
  readonly #signs: Int8Array;
  #lower = -Infinity;
  #upper = Infinity;

  /** @param signs −1, 0 or 1 for each column @throws RangeError for other values, a wrong length, or more than two classes */
  constructor(signs: Int8Array, columns: number, classes: number) {
    if (classes !== 2) throw new RangeError(`monotone: expected 2 classes, found ${classes}`);
    if (signs.length !== columns) throw new RangeError(`monotone: expected ${columns} signs, found ${signs.length}`);
    const odd = signs.findIndex((sign) => sign < -1 || sign > 1);
    if (odd >= 0) throw new RangeError(`monotone, column ${odd}: expected −1, 0 or 1, found ${signs[odd]}`);
    this.#signs = signs;
  }

  /** Sets the bounds of the node whose splits are looked at next. */
  within(lower: number, upper: number): void {
    this.#lower = lower;
    this.#upper = upper;
  }

  /** @param left @param right probability of the last class on each side */
  allows(feature: number, left: number, right: number): boolean {
    if ((right - left) * this.#signs[feature]! < 0) return false;
    return left >= this.#lower && right >= this.#lower && left <= this.#upper && right <= this.#upper;
  }

  /** Bounds of both children: [lower left, upper left, lower right, upper right]. */
  divide(feature: number, left: number, right: number): [number, number, number, number] {
    const [lower, upper, middle] = [this.#lower, this.#upper, (left + right) / 2];
    const sign = this.#signs[feature]!;
    if (sign > 0) return [lower, middle, middle, upper];
    if (sign < 0) return [middle, upper, lower, middle];
    return [lower, upper, lower, upper];
  }
}
