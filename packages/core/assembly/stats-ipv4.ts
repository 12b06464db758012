import { byteAt } from "./input";

const ZERO = 48;
const POINT = 46;

export function ipv4At(start: i32, end: i32): i64 {
  let address: i64 = 0;
  let at = start;
  for (let part = 0; part < 4; part++) {
    if (part > 0) {
      if (at == end || byteAt(at) != POINT) return -1;
      at++;
    }
    const partStart = at;
    let octet = 0;
    while (at < end && at - partStart < 4 && byteAt(at) >= ZERO && byteAt(at) <= ZERO + 9) octet = 10 * octet + byteAt(at++) - ZERO;
    const digits = at - partStart;
    if (digits == 0 || octet > 255 || (digits > 1 && byteAt(partStart) == ZERO)) return -1;
    address = 256 * address + <i64>octet;
  }
  return at == end ? address : -1;
}
