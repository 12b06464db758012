import type { DecoderState } from './state.ts';
import { hexDigit } from './stats-digits.ts';
import { ipv4At } from './stats-ipv4.ts';

const COLON = 58;
const POINT = 46;
/** Eight groups of four digits, the last two as an IPv4 address. */
const LONGEST = 45;

/**
 * Puts an IPv6 address (RFC 4291, section 2.2: either case, `::`, IPv4 at its end) into four words of the key at hand, which are 0.
 * @returns false if it is none; the words may be changed then
 */
export function readIpv6(state: DecoderState, start: number, end: number, word: number): boolean {
  const { input, key } = state;
  if (end - start < 2 || end - start > LONGEST) return false;
  let at = start;
  let group = 0;
  let gap = false;
  if (input[at] === COLON) {
    if (input[at + 1] !== COLON) return false;
    at += 2;
    gap = true;
    group = 8 - groupsIn(state, at, end);
    if (group < 1) return false;
  }
  while (at < end) {
    const groupStart = at;
    let value = 0;
    for (let digit = hexDigit(input[at]!); digit >= 0 && at - groupStart < 5; digit = at < end ? hexDigit(input[at]!) : -1) {
      value = (value << 4) | digit;
      at++;
    }
    if (at < end && input[at] === POINT) {
      const ipv4 = ipv4At(state, groupStart, end);
      if (group !== 6 || ipv4 < 0) return false;
      key[word + 3] = ipv4;
      return true;
    }
    if (at === groupStart || at - groupStart > 4 || group > 7) return false;
    key[word + (group >>> 1)]! |= value << ((group & 1) === 0 ? 16 : 0);
    group++;
    if (at === end) break;
    if (input[at] !== COLON || ++at === end) return false;
    if (input[at] !== COLON) continue;
    at++;
    // The gap stands for at least one group.
    const next = 8 - groupsIn(state, at, end);
    if (gap || next <= group) return false;
    gap = true;
    group = next;
  }
  return group === 8;
}

/** Groups of 16 bits written in input[start, end), the part behind a gap. */
function groupsIn(state: DecoderState, start: number, end: number): number {
  if (start === end) return 0;
  let groups = 1;
  for (let at = start; at < end; at++) {
    if (state.input[at] === COLON) groups++;
    else if (state.input[at] === POINT) return groups + 1;
  }
  return groups;
}
