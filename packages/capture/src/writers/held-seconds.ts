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

  /** @param text what is no longer held goes there @param listed whether rows have packet columns */
  constructor(text: TextBuffer, listed: boolean) {
    this.#text = text;
    this.#listed = listed;
  }

  /** @param second since 1970 @returns where one packet or row of this second belongs */
  at(second: number): SecondRows {
    if (this.#held.reduce((sum, { weight }) => sum + weight, 0) >= MOST_HELD) this.flush();
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

  /** Writes all that is held. */
  flush(): void {
    this.#release(Infinity);
  }

  #release(before: number): void {
    const old = this.#held.filter(({ second }) => second < before);
    if (old.length === 0) return;
    for (const rows of old) rows.write(this.#text, this.#listed);
    this.#held = this.#held.filter(({ second }) => second >= before);
  }
}
