/** How often what is shown is asked for anew: when something has happened, and else. */
const SOON = 1000; // ms
const LATER = 3000;

/** Calls again and again, the next time only after the last one has ended; not while the tab is hidden or paused. */
export class Ticker {
  paused = false;
  readonly #tick: () => Promise<void>;
  #timer: number | undefined;
  #due = Infinity;
  #running = false;

  constructor(tick: () => Promise<void>) {
    this.#tick = tick;
    document.addEventListener('visibilitychange', () => this.soon());
  }

  /** Something has happened. */
  soon(): void {
    this.#plan(SOON);
  }

  later(): void {
    this.#plan(LATER);
  }

  #plan(wait: number): void {
    if (this.paused || document.hidden || this.#running || performance.now() + wait >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = performance.now() + wait;
    this.#timer = window.setTimeout(() => void this.#run(), wait);
  }

  async #run(): Promise<void> {
    this.#due = Infinity;
    if (this.paused || document.hidden) return;
    this.#running = true;
    await this.#tick();
    this.#running = false;
    this.later();
  }
}
