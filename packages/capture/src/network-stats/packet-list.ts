const SEMICOLON = 59;
const ZERO = 48;
/** More digits do not fit a double exactly. */
const MOST_DIGITS = 15;

/** The numbers of one packet column of one row; reused from row to row. */
export class PacketList {
  values = new Float64Array(1024);
  count = 0;
  /** Position of the item that is no number, −1 if all are. */
  badItem = -1;
  /** Whether the last item ends in a semicolon, as every item should. */
  closed = true;

  /** Reads whole numbers, each followed by a semicolon. */
  parse(bytes: Uint8Array, start: number, end: number): void {
    this.count = 0;
    this.badItem = -1;
    this.closed = true;
    let value = 0;
    let itemStart = start;
    for (let at = start; at < end; at++) {
      const code = bytes[at]!;
      const digit = code - ZERO;
      if (digit >= 0 && digit <= 9) {
        value = 10 * value + digit;
      } else if (code === SEMICOLON && at > itemStart && at - itemStart <= MOST_DIGITS) {
        this.#push(value);
        value = 0;
        itemStart = at + 1;
      } else {
        this.badItem = itemStart;
        return;
      }
    }
    if (itemStart === end) return;
    this.closed = false;
    if (end - itemStart > MOST_DIGITS) this.badItem = itemStart;
    else this.#push(value);
  }

  #push(value: number): void {
    if (this.count === this.values.length) {
      const grown = new Float64Array(2 * this.count);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.count++] = value;
  }
}
