import type { DecoderState } from './state.ts';

const ZERO = 48;

/** @returns position of the first byte of input[start, end) that is no digit */
export function skipDigits(state: DecoderState, start: number, end: number): number {
  let at = start;
  while (at < end && state.input[at]! >= ZERO && state.input[at]! <= ZERO + 9) at++;
  return at;
}

/** @returns 0 to 15, −1 if the character is no hexadecimal digit */
export function hexDigit(character: number): number {
  if (character >= ZERO && character <= ZERO + 9) return character - ZERO;
  const letter = character | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
