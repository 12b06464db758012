import { arenaStart } from "./arena";

// Arrays are raw addresses: nothing checks them but the assertions here, which only the checked build keeps.
// An address counts bytes, an index and a length count elements.

/** Asserts that an array lies in the arena and that its elements are aligned. */
// @ts-ignore: decorator
@inline
export function assertArray<T>(array: usize, length: i32): void {
  assert(length >= 0, "negative length");
  assert(array >= arenaStart(), "array begins before the arena");
  assert((array & (sizeof<T>() - 1)) == 0, "array is not aligned");
  assert(<u64>array + <u64>length * <u64>sizeof<T>() <= <u64>memory.size() << 16, "array ends after the arena");
}

// @ts-ignore: decorator
@inline
export function read<T>(array: usize, index: i32, length: i32): T {
  assert(<u32>index < <u32>length, "read outside the array");
  return load<T>(array + <usize>index * sizeof<T>());
}

// @ts-ignore: decorator
@inline
export function write<T>(array: usize, index: i32, length: i32, value: T): void {
  assert(<u32>index < <u32>length, "write outside the array");
  store<T>(array + <usize>index * sizeof<T>(), value);
}

/** Sixteen bytes, beginning with element `index` of type T. */
// @ts-ignore: decorator
@inline
export function readVector<T>(array: usize, index: i32, length: i32): v128 {
  assert(index >= 0 && <i64>index + <i64>(16 / sizeof<T>()) <= <i64>length, "vector read outside the array");
  return v128.load(array + <usize>index * sizeof<T>());
}
