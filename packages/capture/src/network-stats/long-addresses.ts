import { type CaptureErrorPlace, CaptureError } from '../errors.ts';

/** No name of a host is longer (RFC 1035, section 2.3.4). */
const LONGEST = 255;
const MOST = 65_536;
const decoder = new TextDecoder();

/** Numbers addresses that are texts too long for a flow key. */
export class LongAddresses {
  /** By number. */
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  /**
   * @param place of the text, for errors
   * @returns the text's number, counted from 0 in order of appearance
   * @throws CaptureError of kind unsupported if it is longer than 255 bytes, or if there are 65,536 others
   */
  number(bytes: Uint8Array, place: CaptureErrorPlace): number {
    if (bytes.length > LONGEST) throw new CaptureError('unsupported', place, `an address of ${bytes.length} bytes`, `at most ${LONGEST}`);
    const text = decoder.decode(bytes);
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.texts.length;
    if (number === MOST) throw new CaptureError('unsupported', place, `another long text as an address`, `at most ${MOST} different ones`);
    this.#numbers.set(text, number);
    this.texts.push(text);
    return number;
  }
}
