import type { DecoderState } from './state.ts';

// White space as ECMAScript's String.prototype.trim has it, in UTF-8.

/** @returns position of the first byte of input[start, end) that is no white space */
export function skipSpace(state: DecoderState, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const bytes = spaceAt(state, at, end);
    if (bytes === 0) break;
    at += bytes;
  }
  return at;
}

/** @returns where input[start, end) ends without the white space at its end */
export function dropSpace(state: DecoderState, start: number, end: number): number {
  let at = end;
  while (at > start) {
    let bytes = 1;
    while (bytes <= 3 && (at - bytes < start || spaceAt(state, at - bytes, at) !== bytes)) bytes++;
    if (bytes > 3) break;
    at -= bytes;
  }
  return at;
}

/** @returns bytes of the white space character at a position, 0 if there is none */
function spaceAt(state: DecoderState, at: number, end: number): number {
  const input = state.input;
  const first = input[at]!;
  if (first === 0x20 || (first >= 0x09 && first <= 0x0d)) return 1;
  if (first === 0xc2) return end - at > 1 && input[at + 1] === 0xa0 ? 2 : 0;
  if (first < 0xe1 || end - at < 3) return 0;
  return isSpace((first << 16) | (input[at + 1]! << 8) | input[at + 2]!) ? 3 : 0;
}

/** U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000 and the byte order mark. */
function isSpace(bytes: number): boolean {
  if (bytes >= 0xe28080 && bytes <= 0xe2808a) return true;
  if (bytes === 0xe280a8 || bytes === 0xe280a9 || bytes === 0xe280af || bytes === 0xe2819f) return true;
  return bytes === 0xe19a80 || bytes === 0xe38080 || bytes === 0xefbbbf;
}
