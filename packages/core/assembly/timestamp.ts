import {
  INTERFACE_TIME_EXPONENT, INTERFACE_TIME_KIND, INTERFACE_TIME_OFFSET, INTERFACE_WORDS, LATEST_TIME, MOST_INTERFACES, TIME_DECIMAL,
} from "../src/decoding/codes";
import { read } from "./arrays";
import { fileUint32At } from "./input";
import { state } from "./state";

const POWERS_OF_TEN = memory.data<u64>([1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000]);
const TWO_TO_53: f64 = 9007199254740992;

export function setPacketTime(row: i32, stamp: i32, bigEndian: bool): bool {
  const interfaces = state.interfaces, length = MOST_INTERFACES * INTERFACE_WORDS;
  const at = row * INTERFACE_WORDS;
  const offset = read<f64>(interfaces, at + INTERFACE_TIME_OFFSET, length);
  let exponent = <i32>read<f64>(interfaces, at + INTERFACE_TIME_EXPONENT, length);
  let ticks = (<u64>fileUint32At(stamp, bigEndian) << 32) | <u64>fileUint32At(stamp + 4, bigEndian);
  let seconds: u64 = 0;
  let nanoseconds: u64 = 0;
  if (read<f64>(interfaces, at + INTERFACE_TIME_KIND, length) == <f64>TIME_DECIMAL) {
    while (exponent > 9) {
      const digits = exponent < 18 ? exponent - 9 : 9;
      ticks /= powerOfTen(digits);
      exponent -= digits;
    }
    const divisor = powerOfTen(exponent);
    seconds = ticks / divisor;
    nanoseconds = (ticks - seconds * divisor) * powerOfTen(9 - exponent);
  } else {
    while (exponent > 32) {
      const bits = exponent < 64 ? exponent - 32 : 32;
      ticks >>= <u64>bits;
      exponent -= bits;
    }
    seconds = ticks >> <u64>exponent;
    const fraction = (ticks - (seconds << <u64>exponent)) << <u64>(32 - exponent);
    nanoseconds = (fraction * 1000000000) >> 32;
  }
  if (<f64>seconds >= TWO_TO_53 || offset > TWO_TO_53 || offset < -TWO_TO_53) return false;
  const millisecond = nanoseconds / 1000000;
  const time = (<f64>seconds + offset) * 1000 + <f64>millisecond;
  if (time > <f64>LATEST_TIME || time < -<f64>LATEST_TIME) return false;
  state.packetTime = time;
  state.packetNanoseconds = <u32>(nanoseconds - millisecond * 1000000);
  return true;
}

// @ts-ignore: decorator
@inline
function powerOfTen(exponent: i32): u64 {
  return read<u64>(POWERS_OF_TEN, exponent, 10);
}
