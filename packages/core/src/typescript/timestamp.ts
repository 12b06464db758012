import {
  INTERFACE_TIME_EXPONENT, INTERFACE_TIME_KIND, INTERFACE_TIME_OFFSET, INTERFACE_WORDS, LATEST_TIME, TIME_DECIMAL,
} from '../decoding/codes.ts';
import { fileUint32At } from './input.ts';
import type { DecoderState } from './state.ts';

const POWERS_OF_TEN = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];
/** With an upper word below, ticks are exact numbers. */
const TWO_TO_21 = 2097152;
const TWO_TO_32 = 4294967296;
/** Whole seconds from here on are no exact numbers any more, and far from any date. */
const TWO_TO_53 = 9007199254740992;

/**
 * Sets the time of the packet at hand from a time stamp of pcapng: ticks since 1970 of the length that the interface's
 * if_tsresol gives, and its if_tsoffset. Exact to the nanosecond, truncated; fractions of 2^-32 s and less are dropped.
 * @param row of `interfaces` @param stamp where the ticks are: 64 bits, the upper word first in either byte order
 * @returns whether it is a possible date; if not, the time stays what it was
 */
export function setPacketTime(state: DecoderState, row: number, stamp: number, bigEndian: boolean): boolean {
  const { interfaces } = state;
  const at = row * INTERFACE_WORDS;
  const offset = interfaces[at + INTERFACE_TIME_OFFSET]!;
  let exponent = interfaces[at + INTERFACE_TIME_EXPONENT]!;
  let high = fileUint32At(state, stamp, bigEndian);
  let low = fileUint32At(state, stamp + 4, bigEndian);
  let seconds = 0;
  let nanoseconds = 0;
  if (interfaces[at + INTERFACE_TIME_KIND] === TIME_DECIMAL) {
    while (exponent > 9) {
      const digits = exponent < 18 ? exponent - 9 : 9;
      const divisor = POWERS_OF_TEN[digits]!;
      const quotient = Math.floor(high / divisor);
      low = divide(high - quotient * divisor, low, divisor);
      high = quotient;
      exponent -= digits;
    }
    const divisor = POWERS_OF_TEN[exponent]!;
    if (high < TWO_TO_21) {
      const ticks = high * TWO_TO_32 + low;
      seconds = Math.floor(ticks / divisor);
      nanoseconds = (ticks - seconds * divisor) * POWERS_OF_TEN[9 - exponent]!;
    } else {
      const quotient = Math.floor(high / divisor);
      const lower = divide(high - quotient * divisor, low, divisor);
      seconds = quotient * TWO_TO_32 + lower;
      nanoseconds = ((low - Math.imul(lower, divisor)) >>> 0) * POWERS_OF_TEN[9 - exponent]!;
    }
  } else {
    while (exponent > 32) {
      const unit = powerOfTwo(exponent < 64 ? exponent - 32 : 32);
      const quotient = Math.floor(high / unit);
      low = (high - quotient * unit) * (TWO_TO_32 / unit) + Math.floor(low / unit);
      high = quotient;
      exponent -= exponent < 64 ? exponent - 32 : 32;
    }
    const unit = powerOfTwo(exponent);
    const quotient = Math.floor(low / unit);
    seconds = high * (TWO_TO_32 / unit) + quotient;
    nanoseconds = billionTimes((low - quotient * unit) * (TWO_TO_32 / unit));
  }
  if (seconds >= TWO_TO_53 || offset > TWO_TO_53 || offset < -TWO_TO_53) return false;
  const millisecond = Math.floor(nanoseconds / 1_000_000);
  const time = (seconds + offset) * 1000 + millisecond;
  if (time > LATEST_TIME || time < -LATEST_TIME) return false;
  state.packetTime = time;
  state.packetNanoseconds = nanoseconds - millisecond * 1_000_000;
  return true;
}

/** ⌊(over · 2^32 + low) / divisor⌋ with over < divisor ≤ 10^9, in two steps whose numbers are all below 2^53. */
function divide(over: number, low: number, divisor: number): number {
  const upper = over * 4_194_304 + (low >>> 10);
  const first = Math.floor(upper / divisor);
  return first * 1024 + Math.floor(((upper - first * divisor) * 1024 + (low & 1023)) / divisor);
}

/** ⌊fraction · 10^9 / 2^32⌋ with fraction < 2^32. */
function billionTimes(fraction: number): number {
  const upper = Math.floor(fraction / 65_536);
  const lower = fraction - upper * 65_536;
  return Math.floor((upper * 1_000_000_000 + Math.floor((lower * 1_000_000_000) / 65_536)) / 65_536);
}

function powerOfTwo(exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i++) power *= 2;
  return power;
}
