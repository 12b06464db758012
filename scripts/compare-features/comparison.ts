const TOLERANCE = 1e-9;
/** So many differences are shown one by one. */
const MOST_SHOWN = 20;

/** Counts values that were compared and those that differ. */
export class Comparison {
  #compared = 0;
  #largest = 0;
  readonly #different: string[] = [];

  /**
   * @param place what the value is, for people
   * @param expected an integer must be met exactly, another number to a relative 1e-9, null by null
   * @param form `rounded`: the reference has few digits and may be 0 or an integer by rounding; below 1 the tolerance is absolute
   */
  add(place: string, found: number | null, expected: number | null, form: 'exact' | 'rounded' = 'exact'): void {
    this.#compared++;
    if (found === expected) return;
    const difference = found === null || expected === null ? Infinity : Math.abs(found - expected);
    const size = Math.abs(expected ?? 0);
    const allowed = form === 'rounded' ? TOLERANCE * Math.max(1, size) : Number.isInteger(expected) ? 0 : TOLERANCE * size;
    if (!(difference <= allowed)) this.#different.push(`${place}: found ${found}, expected ${expected}`);
    if (size > 0 && difference < Infinity) this.#largest = Math.max(this.#largest, difference / size);
  }

  /** Prints the sums, and the first of the differences to standard error; sets the exit code. */
  report(what: string): void {
    for (const line of this.#different.slice(0, MOST_SHOWN)) console.error(line);
    console.log(`${what}: ${this.#compared} values compared, ${this.#different.length} different, largest relative difference ${this.#largest.toExponential(2)}`);
    if (this.#different.length > 0 || this.#compared === 0) process.exitCode = 1;
  }
}
