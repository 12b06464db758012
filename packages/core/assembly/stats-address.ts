import { ADDRESS_IPV4, ADDRESS_IPV6, ADDRESS_NUMBER, ADDRESS_TEXT, KEY_WORDS } from "../src/decoding/codes";
import { read, write } from "./arrays";
import { byteAt } from "./input";
import { state } from "./state";
import { ipv4At } from "./stats-ipv4";
import { readIpv6 } from "./stats-ipv6";
import { dropSpace, skipSpace } from "./stats-space";

const LONGEST_TEXT = 16;

export function readAddress(start: i32, end: i32, word: i32, number: i32): i32 {
  const key = state.key;
  const at = skipSpace(start, end);
  const textEnd = dropSpace(at, end);
  clearWords(word);
  const ipv4 = ipv4At(at, textEnd);
  if (ipv4 >= 0) {
    write<u32>(key, word, KEY_WORDS, <u32>ipv4);
    return ADDRESS_IPV4;
  }
  if (readIpv6(at, textEnd, word)) return ADDRESS_IPV6;
  clearWords(word);
  const length = textEnd - at;
  if (length > LONGEST_TEXT) {
    if (number == 0) return -1;
    write<u32>(key, word, KEY_WORDS, number - 1);
    return ADDRESS_NUMBER;
  }
  for (let byte = 0; byte < length; byte++) {
    const index = word + (byte >>> 2);
    write<u32>(key, index, KEY_WORDS, read<u32>(key, index, KEY_WORDS) | (<u32>byteAt(at + byte) << (24 - 8 * (byte & 3))));
  }
  return ADDRESS_TEXT + length;
}

function clearWords(word: i32): void {
  for (let index = word; index < word + 4; index++) write<u32>(state.key, index, KEY_WORDS, 0);
}
