import type { Random } from './random.ts';

/** Draws features without replacement: a Fisher–Yates shuffle that stops early. */
export class FeatureDraw {
  readonly #order: Int32Array;
  #drawn = 0;

  constructor(features: number) {
    this.#order = Int32Array.from({ length: features }, (_, feature) => feature);
  }

  /** Puts all features back. */
  restart(): void {
    this.#drawn = 0;
  }

  /** Forgets the order that earlier draws left behind, so that a tree depends on its own generator alone. */
  reset(): void {
    this.#order.forEach((_, position) => {
      this.#order[position] = position;
    });
    this.#drawn = 0;
  }

  /** The next feature, or −1 if all were drawn. */
  next(random: Random): number {
    const order = this.#order;
    if (this.#drawn === order.length) return -1;
    const position = this.#drawn + random.below(order.length - this.#drawn);
    const feature = order[position]!;
    order[position] = order[this.#drawn]!;
    order[this.#drawn] = feature;
    this.#drawn++;
    return feature;
  }
}
