import type { DecoderState } from './state.ts';

const ZERO = 48;
const POINT = 46;

/** @returns the address of four decimal numbers without leading zeros (RFC 3986, IPv4address), −1 if it is none */
export function ipv4At(state: DecoderState, start: number, end: number): number {
  const input = state.input;
  let address = 0;
  let at = start;
  for (let part = 0; part < 4; part++) {
    if (part > 0) {
      if (at === end || input[at] !== POINT) return -1;
      at++;
    }
    const partStart = at;
    let octet = 0;
    while (at < end && at - partStart < 4 && input[at]! >= ZERO && input[at]! <= ZERO + 9) octet = 10 * octet + input[at++]! - ZERO;
    const digits = at - partStart;
    if (digits === 0 || octet > 255 || (digits > 1 && input[partStart] === ZERO)) return -1;
    address = 256 * address + octet;
  }
  return at === end ? address : -1;
}
