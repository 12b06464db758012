import { byteAt } from "./input";

export function skipSpace(start: i32, end: i32): i32 {
  let at = start;
  while (at < end) {
    const bytes = spaceAt(at, end);
    if (bytes == 0) break;
    at += bytes;
  }
  return at;
}

export function dropSpace(start: i32, end: i32): i32 {
  let at = end;
  while (at > start) {
    let bytes = 1;
    while (bytes <= 3 && (at - bytes < start || spaceAt(at - bytes, at) != bytes)) bytes++;
    if (bytes > 3) break;
    at -= bytes;
  }
  return at;
}

function spaceAt(at: i32, end: i32): i32 {
  const first = byteAt(at);
  if (first == 0x20 || (first >= 0x09 && first <= 0x0d)) return 1;
  if (first == 0xc2) return end - at > 1 && byteAt(at + 1) == 0xa0 ? 2 : 0;
  if (first < 0xe1 || end - at < 3) return 0;
  return isSpace((first << 16) | (byteAt(at + 1) << 8) | byteAt(at + 2)) ? 3 : 0;
}

function isSpace(bytes: i32): bool {
  if (bytes >= 0xe28080 && bytes <= 0xe2808a) return true;
  if (bytes == 0xe280a8 || bytes == 0xe280a9 || bytes == 0xe280af || bytes == 0xe2819f) return true;
  return bytes == 0xe19a80 || bytes == 0xe38080 || bytes == 0xefbbbf;
}
