import { SecondRows } from './second-rows.ts';
import type { TextBuffer } from './text-buffer.ts';

/** Listed packets held at most before rows are written, a row counting as ten: a second with more has several rows of a flow. */
const MOST_HELD = 500_000;

/**
 * Rows of the newest second and the one before, so that packets that come a little late (capture hardware swaps some)
 * still get into the row of their second. Whatever is older makes rows of its own.
 */
export class HeldSeconds {
  readonly #text: TextBuffer;
  readonly #listed: boolean;
  /** At most two, ascending. */
  #held: SecondRows[] = [];
  /** The one asked for last, from its first ms to the next one's; and what the other one weighs. */
  #last: SecondRows | null = null;
  #lastStart = 0;
  #lastEnd = 0;
  #otherWeight = 0;

  /** @param text what is no longer held goes there @param listed whether rows have packet columns */
  constructor(text: TextBuffer, listed: boolean) {
    this.#text = text;
    this.#listed = listed;
  }

  /** @param time epoch ms @returns where one packet or row at this time belongs */
  at(time: number): SecondRows {
    const last = this.#last;
    if (last !== null && time >= this.#lastStart && time < this.#lastEnd && last.weight + this.#otherWeight < MOST_HELD) return last;
    if (this.#weight() >= MOST_HELD) this.flush();
    const rows = this.#ofSecond(Math.floor(time / 1000));
    this.#last = rows;
    this.#lastStart = 1000 * rows.second;
    this.#lastEnd = 1000 * rows.second + 1000;
    this.#otherWeight = this.#weight() - rows.weight;
    return rows;
  }

  #ofSecond(second: number): SecondRows {
    const known = this.#held.find((rows) => rows.second === second);
    if (known) return known;
    const newest = this.#held.at(-1)?.second ?? second;
    // A clock that jumps back by more than a second starts anew.
    this.#release(second < newest - 1 ? Infinity : Math.max(second, newest) - 1);
    const rows = new SecondRows(second);
    this.#held.push(rows);
    this.#held.sort((x, y) => x.second - y.second);
    return rows;
  }

  #weight(): number {
    return this.#held.reduce((sum, { weight }) => sum + weight, 0);
  }

  /** Writes all that is held. */
  flush(): void {
    this.#release(Infinity);
  }

  #release(before: number): void {
    const old = this.#held.filter(({ second }) => second < before);
    if (old.length === 0) return;
    for (const rows of old) rows.write(this.#text, this.#listed);
    this.#held = this.#held.filter(({ second }) => second >= before);
    this.#last = null;
  }
}
