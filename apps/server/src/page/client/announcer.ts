/** A screen reader is told at most so often: what happens meanwhile is summed up. */
const APART = 5000; // ms

/** Says what happens to who does not see it. */
export class Announcer {
  readonly #region: HTMLElement;
  #waiting: string[] = [];
  #timer: number | null = null;

  /** @param region of role status */
  constructor(region: HTMLElement) {
    this.#region = region;
  }

  say(text: string): void {
    this.#waiting.push(text);
    if (this.#timer !== null) return;
    this.#speak();
  }

  #speak(): void {
    const [first] = this.#waiting;
    this.#timer = null;
    if (first === undefined) return;
    const more = this.#waiting.length - 1;
    this.#region.textContent = more === 0 ? first : `${first}; and ${more} more`;
    this.#waiting = [];
    this.#timer = window.setTimeout(() => this.#speak(), APART);
  }
}
