/** So many callers are remembered at most. */
const MOST_CALLERS = 10_000;

/** A bucket of tokens for each caller, filled at a steady rate: RFC 2697 has the idea. */
export class TokenBuckets {
  readonly #perSecond: number;
  readonly #burst: number;
  /** Tokens of each caller, and when (ms) they were counted. */
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  /** Callers that are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Takes one token. @param now ms @returns 0 if there was one, else the seconds until there is */
  take(caller: string, now: number): number {
    let bucket = this.#buckets.get(caller);
    if (!bucket) {
      if (this.#buckets.size >= MOST_CALLERS) this.#forget(now);
      bucket = { tokens: this.#burst, at: now };
      this.#buckets.set(caller, bucket);
    }
    bucket.tokens = Math.min(this.#burst, bucket.tokens + ((now - bucket.at) / 1000) * this.#perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) return (1 - bucket.tokens) / this.#perSecond;
    bucket.tokens--;
    return 0;
  }

  /** Those whose bucket is full again are as good as new ones; if there are none, the one that came first goes. */
  #forget(now: number): void {
    for (const [caller, { tokens, at }] of this.#buckets) {
      if (tokens + ((now - at) / 1000) * this.#perSecond >= this.#burst) this.#buckets.delete(caller);
    }
    if (this.#buckets.size < MOST_CALLERS) return;
    for (const caller of this.#buckets.keys()) {
      this.#buckets.delete(caller);
      return;
    }
  }
}
