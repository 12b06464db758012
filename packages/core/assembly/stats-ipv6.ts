import { KEY_WORDS } from "../src/decoding/codes";
import { read, write } from "./arrays";
import { byteAt } from "./input";
import { state } from "./state";
import { hexDigit } from "./stats-digits";
import { ipv4At } from "./stats-ipv4";

const COLON = 58;
const POINT = 46;
const LONGEST = 45;

export function readIpv6(start: i32, end: i32, word: i32): bool {
  const key = state.key;
  if (end - start < 2 || end - start > LONGEST) return false;
  let at = start;
  let group = 0;
  let gap = false;
  if (byteAt(at) == COLON) {
    if (byteAt(at + 1) != COLON) return false;
    at += 2;
    gap = true;
    group = 8 - groupsIn(at, end);
    if (group < 1) return false;
  }
  while (at < end) {
    const groupStart = at;
    let value = 0;
    for (let digit = hexDigit(byteAt(at)); digit >= 0 && at - groupStart < 5; digit = at < end ? hexDigit(byteAt(at)) : -1) {
      value = (value << 4) | digit;
      at++;
    }
    if (at < end && byteAt(at) == POINT) {
      const ipv4 = ipv4At(groupStart, end);
      if (group != 6 || ipv4 < 0) return false;
      write<u32>(key, word + 3, KEY_WORDS, <u32>ipv4);
      return true;
    }
    if (at == groupStart || at - groupStart > 4 || group > 7) return false;
    const index = word + (group >>> 1);
    write<u32>(key, index, KEY_WORDS, read<u32>(key, index, KEY_WORDS) | (<u32>value << ((group & 1) == 0 ? 16 : 0)));
    group++;
    if (at == end) break;
    if (byteAt(at) != COLON || ++at == end) return false;
    if (byteAt(at) != COLON) continue;
    at++;
    const next = 8 - groupsIn(at, end);
    if (gap || next <= group) return false;
    gap = true;
    group = next;
  }
  return group == 8;
}

function groupsIn(start: i32, end: i32): i32 {
  if (start == end) return 0;
  let groups = 1;
  for (let at = start; at < end; at++) {
    if (byteAt(at) == COLON) groups++;
    else if (byteAt(at) == POINT) return groups + 1;
  }
  return groups;
}
