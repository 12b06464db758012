import { SETTING_FIELDS } from '../decoding/codes.ts';
import type { DecoderState } from './state.ts';
import { findByte } from './stats-scan.ts';

const COMMA = 44;

/**
 * Finds the fields of the line input[start, end). There is no quoting.
 * @returns their number, one more than the header's if there are more than that
 */
export function splitFields(state: DecoderState, start: number, end: number): number {
  const expected = state.settings[SETTING_FIELDS]!;
  const starts = state.fieldStarts;
  let at = start;
  for (let field = 0; field < expected; field++) {
    starts[field] = at;
    const comma = findByte(state, COMMA, at, end);
    if (comma < 0) {
      starts[field + 1] = end + 1;
      return field + 1;
    }
    at = comma + 1;
  }
  return expected + 1;
}
