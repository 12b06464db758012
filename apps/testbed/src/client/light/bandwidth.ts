/** Bytes below which a download says nothing about the rate. */
const LEAST_BYTES = 16_000;

/** Rate of a connection as hls.js and Shaka estimate it: the lower of two averages whose memory halves after so many seconds of download. */
export class BandwidthEstimate {
  readonly #averages: { readonly decay: number; value: number; weight: number }[];
  readonly #first: number;

  /** @param first bits a second, until something was measured */
  constructor(first: number, fastSeconds: number, slowSeconds: number) {
    this.#first = first;
    this.#averages = [fastSeconds, slowSeconds].map((half) => ({ decay: Math.log(0.5) / half, value: 0, weight: 0 }));
  }

  add(bytes: number, seconds: number): void {
    if (bytes < LEAST_BYTES || seconds <= 0) return;
    for (const average of this.#averages) {
      const kept = Math.exp(average.decay * seconds);
      average.value = average.value * kept + ((bytes * 8) / seconds) * (1 - kept);
      average.weight = average.weight * kept + (1 - kept);
    }
  }

  /** Bits a second. */
  get(): number {
    return this.#averages[0]!.weight === 0 ? this.#first : Math.min(...this.#averages.map(({ value, weight }) => value / weight));
  }
}
