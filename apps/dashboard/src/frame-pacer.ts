import type { WallClock } from '@tunnelscope/detector/live/clock';

/** Between two frames: at most eight a second. */
const APART = 125; // ms
/** Drawing takes no more than this share of the time: a large screen is drawn less often … */
const SHARE = 0.08;
/** … but never less often than this. */
const MOST_APART = 400;

/** Calls for frames at most so often: the first at once, those that come too soon together. */
export class FramePacer {
  readonly #clock: WallClock;
  readonly #draw: () => void;
  readonly #stop: AbortSignal;
  #next = -Infinity;
  #waits = false;

  constructor(clock: WallClock, stop: AbortSignal, draw: () => void) {
    this.#clock = clock;
    this.#draw = draw;
    this.#stop = stop;
  }

  /** Something is to be seen. */
  ask(): void {
    if (this.#waits || this.#stop.aborted) return;
    const wait = this.#next - this.#clock.now();
    if (wait <= 0) {
      this.#now();
      return;
    }
    this.#waits = true;
    void this.#clock.sleep(wait, this.#stop).then(() => {
      this.#waits = false;
      if (!this.#stop.aborted) this.#now();
    });
  }

  #now(): void {
    const started = this.#clock.now();
    this.#draw();
    const took = this.#clock.now() - started;
    this.#next = started + Math.min(MOST_APART, Math.max(APART, took / SHARE));
  }
}
