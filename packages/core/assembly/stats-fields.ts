import { MOST_FIELDS, SETTING_FIELDS, SETTINGS } from "../src/decoding/codes";
import { read, write } from "./arrays";
import { state } from "./state";
import { findByte } from "./stats-scan";

const COMMA = 44;

export function splitFields(start: i32, end: i32): i32 {
  const expected = read<i32>(state.settings, SETTING_FIELDS, SETTINGS);
  const starts = state.fieldStarts;
  let at = start;
  for (let field = 0; field < expected; field++) {
    write<i32>(starts, field, MOST_FIELDS + 1, at);
    const comma = findByte(COMMA, at, end);
    if (comma < 0) {
      write<i32>(starts, field + 1, MOST_FIELDS + 1, end + 1);
      return field + 1;
    }
    at = comma + 1;
  }
  return expected + 1;
}
