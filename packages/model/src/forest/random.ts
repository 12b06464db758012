/**
 * Seeded pseudo-random numbers: xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators",
 * ACM TOMS 2021, https://prng.di.unimi.it/xoshiro128starstar.c), its state filled by SplitMix32 (the 32-bit form of
 * Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
 * Period 2^128 − 1; the same sequence on every machine. Not for secrets.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** The generator with that state, four 32-bit integers that are not all zero. */
  constructor(a: number, b: number, c: number, d: number) {
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
    if ((this.#a | this.#b | this.#c | this.#d) === 0) throw new RangeError('random state is all zero');
  }

  /**
   * The generator for a seed, and for one of its streams: every tree draws from a stream of its own, so that a tree does
   * not depend on how many trees were grown before it.
   * @param seed integer of 0 … 2^53 − 1
   * @param stream integer of 0 … 2^32 − 1
   */
  static fromSeed(seed: number, stream = 0): Random {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`seed: expected an integer of 0 to 2^53 − 1, found ${seed}`);
    }
    let state = mix(mix(mix(seed | 0) ^ Math.floor(seed / 0x1_0000_0000)) ^ stream);
    const words = [0, 0, 0, 0].map(() => {
      state = (state + 0x9e3779b9) | 0;
      return mix(state);
    }) as [number, number, number, number];
    return new Random(...words);
  }

  /** Uniform over 0 … 2^32 − 1. */
  uint32(): number {
    const b = this.#b;
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    this.#c ^= this.#a;
    this.#d ^= b;
    this.#b = b ^ this.#c;
    this.#a ^= this.#d;
    this.#c ^= b << 9;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result >>> 0;
  }

  /** Uniform over the multiples of 2^-32 in 0 ≤ x < 1. */
  unit(): number {
    return this.uint32() * 2 ** -32;
  }

  /** Uniform over 0 … bound − 1, without bias; bound is an integer of 1 … 2^32. */
  below(bound: number): number {
    for (;;) {
      const value = this.uint32();
      // Nearly always below the largest multiple of bound, which is then not asked for: a remainder of 2^32 is slow.
      if (value <= 0x1_0000_0000 - bound || value < 0x1_0000_0000 - (0x1_0000_0000 % bound)) return value % bound;
    }
  }
}

/** A bijection of 32-bit integers that changes about half of the bits when one changes (finaliser of MurmurHash3). */
function mix(word: number): number {
  let z = word | 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return z ^ (z >>> 16);
}
