import type { MessageCutter } from './message-cutter.ts';

/** Tells the stream of packets that the system lost before the tap could read them. */
export class SystemLoss {
  readonly #dropped: () => number | null;
  #told = 0;
  /** Epoch ms of the stream when it was last asked; −Infinity before its first packet. */
  #asked = -Infinity;

  /** @param dropped packets so far; null where nobody counts */
  constructor(dropped: () => number | null) {
    this.#dropped = dropped;
  }

  /** @param now epoch ms of the stream; −Infinity before its first packet, when there is nobody to tell */
  tell(messages: MessageCutter, now: number): void {
    const dropped = this.#dropped() ?? 0;
    if (dropped > this.#told && now > -Infinity) {
      messages.lose(dropped - this.#told, Math.min(now, this.#asked > -Infinity ? this.#asked : now), now);
      this.#told = dropped;
    }
    this.#asked = now;
  }
}
