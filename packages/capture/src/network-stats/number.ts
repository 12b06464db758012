const ZERO = 48;
const DECIMAL = /^\s*\d+(\.\d*)?([eE]\+?\d+)?\s*$/;
const decoder = new TextDecoder();

/**
 * A whole number ≥ 0 in ASCII. Digits are read as they are; a float that is whole (`12.0`, `1.2e+06`) is read too.
 * @returns the number, or −1 if it is none or above 2^53 − 1
 */
export function parseWhole(bytes: Uint8Array, start: number, end: number): number {
  // Up to 15 digits fit a double exactly.
  if (end - start > 15 || end === start) return parseDecimal(bytes, start, end);
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return parseDecimal(bytes, start, end);
    value = 10 * value + digit;
  }
  return value;
}

function parseDecimal(bytes: Uint8Array, start: number, end: number): number {
  // No number that is meant has more characters; a hostile field may have megabytes.
  if (end - start > 64) return -1;
  const text = decoder.decode(bytes.subarray(start, end));
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : -1;
}
