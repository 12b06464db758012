/** Random numbers that a seed and an index determine: the sfc32 generator (C. Doty-Humphrey, PractRand). */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  /** Begins the numbers of one input. */
  start(seed: number, index: number): void {
    this.#a = seed | 0;
    this.#b = index | 0;
    this.#c = Math.floor(index / 2 ** 32) | 0;
    this.#counter = 1;
    for (let round = 0; round < 12; round++) this.word();
  }

  /** 0 … 2^32 − 1. */
  word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** 0 … count − 1; 0 if there is nothing to choose from. */
  below(count: number): number {
    return Math.floor((this.word() / 2 ** 32) * count);
  }

  /** least … most. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True once in so many times. */
  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  /** Small numbers are likely, big ones are not: 0 … most. */
  small(most: number): number {
    return this.below(this.below(most + 1) + 1);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}
