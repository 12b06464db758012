/**
 * Seeded generator of numbers for plans: sfc32 (Chris Doty-Humphrey, PractRand), begun from a seed and a name, so that one
 * group of a plan does not change because another one was added before it.
 */
export class Random {
  readonly #state: Int32Array;

  constructor(seed: number, name = '') {
    this.#state = Int32Array.of(seed | 0, hashOf(name), 0x9e37_79b9, 1);
    for (let i = 0; i < 20; i++) this.#next();
  }

  /** From 0 to below 1, 32 bits of it random. */
  unit(): number {
    return this.#next() / 2 ** 32;
  }

  /** An integer from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.unit() * count);
  }

  /** Fisher–Yates. @returns a copy in another order */
  shuffled<T>(items: readonly T[]): T[] {
    const order = [...items];
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  #next(): number {
    const state = this.#state;
    const [a, b, c, counter] = state as unknown as [number, number, number, number];
    const sum = (a + b + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    state[3] = counter + 1;
    return sum >>> 0;
  }
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  return hash;
}
