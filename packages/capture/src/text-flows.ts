import type { Endpoint, Flow } from './batch.ts';

/** Numbers flows by unordered 5-tuple where addresses are text: one look-up a row, not a packet. */
export class TextFlows {
  readonly #numbers = new Map<string, number>();
  /** Whether the row asked for last has the flow's endpoint a first: 1 or 0. */
  fromA = 1;
  /** The flow that the last call of `number` met for the first time, else null. */
  fresh: Flow | null = null;

  /** Flows so far. */
  get count(): number {
    return this.#numbers.size;
  }

  /** @returns the flow's number, counted from 0 in order of appearance; `fromA` and `fresh` tell the rest */
  number(first: Endpoint, second: Endpoint, protocol: number): number {
    this.fresh = null;
    this.fromA = 1;
    const forward = keyOf(first, second, protocol);
    const known = this.#numbers.get(forward);
    if (known !== undefined) return known;
    const backward = this.#numbers.get(keyOf(second, first, protocol));
    if (backward !== undefined) {
      this.fromA = 0;
      return backward;
    }
    const number = this.#numbers.size;
    this.#numbers.set(forward, number);
    this.fresh = { number, a: first, b: second, protocol };
    return number;
  }
}

/** Commas separate because no field of a CSV without quoting holds one. */
function keyOf(a: Endpoint, b: Endpoint, protocol: number): string {
  return `${a.address},${a.port},${b.address},${b.port},${protocol}`;
}
