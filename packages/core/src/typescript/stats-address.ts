import { ADDRESS_IPV4, ADDRESS_IPV6, ADDRESS_NUMBER, ADDRESS_TEXT } from '../decoding/codes.ts';
import type { DecoderState } from './state.ts';
import { ipv4At } from './stats-ipv4.ts';
import { readIpv6 } from './stats-ipv6.ts';
import { dropSpace, skipSpace } from './stats-space.ts';

/** Bytes of text that a key has room for. */
const LONGEST_TEXT = 16;

/**
 * Puts the address in input[start, end) into four words of the key at hand: an IP address, or a text as it is. White space
 * around it is no part of it.
 * @param word of the key @param number of a text that has no room in the key, plus 1; 0 = not known
 * @returns its kind, ADDRESS_…; −1 if it needs a number
 */
export function readAddress(state: DecoderState, start: number, end: number, word: number, number: number): number {
  const key = state.key;
  const at = skipSpace(state, start, end);
  const textEnd = dropSpace(state, at, end);
  clearWords(state, word);
  const ipv4 = ipv4At(state, at, textEnd);
  if (ipv4 >= 0) {
    key[word] = ipv4;
    return ADDRESS_IPV4;
  }
  if (readIpv6(state, at, textEnd, word)) return ADDRESS_IPV6;
  clearWords(state, word);
  const length = textEnd - at;
  if (length > LONGEST_TEXT) {
    if (number === 0) return -1;
    key[word] = number - 1;
    return ADDRESS_NUMBER;
  }
  for (let byte = 0; byte < length; byte++) key[word + (byte >>> 2)]! |= state.input[at + byte]! << (24 - 8 * (byte & 3));
  return ADDRESS_TEXT + length;
}

function clearWords(state: DecoderState, word: number): void {
  for (let index = word; index < word + 4; index++) state.key[index] = 0;
}
