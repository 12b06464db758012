/** A jump of the packets' time by more than this, either way, wants a second packet to say the same. */
export const JUMP = 60_000; // ms

/** What a packet's time means for the stream's. */
export type Step = 'runs' | 'stray' | 'set back' | 'ahead';

/**
 * The time of a stream, by its packets. It runs with the latest packet; a packet of a wholly other time is a stray one
 * unless the next packet confirms it: then the clock was set, or the capture paused for hours.
 */
export class StreamClock {
  /** Epoch ms; −Infinity before the first packet. */
  now = -Infinity;
  #doubt: number | null = null;

  /** @param time epoch ms of the next packet */
  tell(time: number): Step {
    if (time > this.now - JUMP && time < this.now + JUMP) {
      this.#doubt = null;
      if (time > this.now) this.now = time;
      return 'runs';
    }
    if (this.now === -Infinity) {
      this.now = time;
      return 'runs';
    }
    if (this.#doubt === null || Math.abs(time - this.#doubt) >= JUMP) {
      this.#doubt = time;
      return 'stray';
    }
    this.#doubt = null;
    const step = time < this.now ? 'set back' : 'ahead';
    this.now = time;
    return step;
  }

  /** Nothing came until this time: it has passed all the same. @param time epoch ms */
  pass(time: number): void {
    if (time > this.now) this.now = time;
  }
}
