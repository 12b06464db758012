import { state } from "./state";

// Numbers in the input, wherever they are aligned. The checked build asserts that all their bytes lie in it.

// @ts-ignore: decorator
@inline
function addressOf(at: i32, bytes: i32): usize {
  assert(at >= 0 && at <= state.inputLength - bytes, "read outside the input");
  return state.input + <usize>at;
}

// @ts-ignore: decorator
@inline
export function byteAt(at: i32): i32 {
  return <i32>load<u8>(addressOf(at, 1));
}

/** Big-endian, as in headers of the network. */
// @ts-ignore: decorator
@inline
export function uint16At(at: i32): i32 {
  return <i32>bswap<u16>(load<u16>(addressOf(at, 2)));
}

/** Big-endian, unsigned. */
// @ts-ignore: decorator
@inline
export function uint32At(at: i32): u32 {
  return bswap<u32>(load<u32>(addressOf(at, 4)));
}

/** In the byte order of the file. */
// @ts-ignore: decorator
@inline
export function fileUint16At(at: i32, bigEndian: bool): i32 {
  return bigEndian ? uint16At(at) : <i32>load<u16>(addressOf(at, 2));
}

/** In the byte order of the file, unsigned. */
// @ts-ignore: decorator
@inline
export function fileUint32At(at: i32, bigEndian: bool): u32 {
  return bigEndian ? uint32At(at) : load<u32>(addressOf(at, 4));
}
