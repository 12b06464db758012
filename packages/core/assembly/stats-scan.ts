import { MOST_FIELDS, SETTING_COLUMNS, SETTINGS } from "../src/decoding/codes";
import { read } from "./arrays";
import { byteAt } from "./input";
import { state } from "./state";

export function findByte(byte: i32, at: i32, end: i32): i32 {
  const bytes = i8x16.splat(<i8>byte);
  let position = at;
  for (; position + 16 <= end; position += 16) {
    const found = i8x16.bitmask(i8x16.eq(vectorAt(position), bytes));
    if (found != 0) return position + ctz(found);
  }
  for (; position < end; position++) if (byteAt(position) == byte) return position;
  return -1;
}

/** Sixteen bytes of the input. */
// @ts-ignore: decorator
@inline
export function vectorAt(at: i32): v128 {
  assert(at >= 0 && at <= state.inputLength - 16, "vector read outside the input");
  return v128.load(state.input + <usize>at);
}

/** Eight bytes of the input, the first the lowest. */
// @ts-ignore: decorator
@inline
export function eightAt(at: i32): u64 {
  assert(at >= 0 && at <= state.inputLength - 8, "read outside the input");
  return load<u64>(state.input + <usize>at);
}

// @ts-ignore: decorator
@inline
export function fieldStart(column: i32): i32 {
  return read<i32>(state.fieldStarts, read<i32>(state.settings, SETTING_COLUMNS + column, SETTINGS), MOST_FIELDS + 1);
}

// @ts-ignore: decorator
@inline
export function fieldEnd(column: i32): i32 {
  return read<i32>(state.fieldStarts, read<i32>(state.settings, SETTING_COLUMNS + column, SETTINGS) + 1, MOST_FIELDS + 1) - 1;
}
