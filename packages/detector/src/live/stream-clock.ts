import type { StateArchive } from './state/state-archive.ts';

/** A jump of the packets' time by more than this, either way, wants a second packet to say the same. */
export const JUMP = 60_000; // ms
/** Where packets are minutes apart, the second one may be as much later than the first. */
const SPARSE = 3_600_000; // ms
/** Time that passed without packets was no silence, but packets that were held up, if they are later than this. */
const HELD_UP = 5000; // ms

/** What a packet's time means for the stream's. */
export type Step = 'runs' | 'stray' | 'set back' | 'ahead';

/**
 * The time of a stream, by its packets. It runs with the latest packet; a packet of a wholly other time is a stray one
 * unless the next packet confirms it: then the clock was set, or the capture paused for hours. While none come, time passes
 * all the same; packets that a buffer held back for so long set it back quietly.
 */
export class StreamClock {
  /** Epoch ms; −Infinity before the first packet. */
  now = -Infinity;
  /** Epoch ms of the latest packet. */
  #latest = -Infinity;
  #doubt: number | null = null;

  /** @param time epoch ms of the next packet */
  tell(time: number): Step {
    if (this.now === -Infinity || (time > this.#latest - JUMP && time < this.now + JUMP)) {
      this.#doubt = null;
      if (time > this.#latest) {
        this.#latest = time;
        if (time > this.now || time < this.now - HELD_UP) this.now = time;
      }
      return 'runs';
    }
    if (this.#doubt === null || !this.#confirms(time, this.#doubt)) {
      this.#doubt = time;
      return 'stray';
    }
    this.#doubt = null;
    const step = time < this.now ? 'set back' : 'ahead';
    this.now = time;
    this.#latest = time;
    return step;
  }

  /** Writes or reads where it stands. */
  archive(state: StateArchive): void {
    this.now = state.number(this.now);
    this.#latest = state.number(this.#latest);
    this.#doubt = state.perhaps(this.#doubt);
  }

  /** Nothing came until this time: it has passed all the same. @param time epoch ms */
  pass(time: number): void {
    if (time > this.now) this.now = time;
  }

  #confirms(time: number, doubt: number): boolean {
    return Math.abs(time - doubt) < JUMP || (doubt > this.now && time > doubt && time < doubt + SPARSE);
  }
}
