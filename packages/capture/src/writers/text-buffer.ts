const ZERO = 48;
const MOST_DIGITS = 16;
const LAST_OF_ASCII = 0x7f;
const encoder = new TextEncoder();

/** Text being put together as bytes, without a string for each number. */
export class TextBuffer {
  #bytes = new Uint8Array(64 * 1024);
  #length = 0;

  /** @param value whole, not below 0 */
  number(value: number): void {
    if (value > Number.MAX_SAFE_INTEGER) {
      this.text(BigInt(value).toString());
      return;
    }
    this.#reserve(MOST_DIGITS);
    const bytes = this.#bytes;
    const start = this.#length;
    let end = start + 1;
    for (let limit = 10; value >= limit; limit *= 10) end++;
    let rest = value;
    for (let at = end - 1; at >= start; at--) {
      const tenth = Math.floor(rest / 10);
      bytes[at] = ZERO + (rest - 10 * tenth);
      rest = tenth;
    }
    this.#length = end;
  }

  /** One character of ASCII. */
  character(code: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = code;
  }

  text(text: string): void {
    this.#reserve(text.length);
    // Nearly all text is ASCII and short: quicker by hand than by calling the encoder.
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > LAST_OF_ASCII) {
        this.#encoded(text);
        return;
      }
      this.#bytes[this.#length + i] = code;
    }
    this.#length += text.length;
  }

  #encoded(text: string): void {
    const bytes = encoder.encode(text);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** @returns all of it, and starts anew */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #reserve(more: number): void {
    const wanted = this.#length + more;
    if (wanted <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(wanted, 2 * this.#bytes.length));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
