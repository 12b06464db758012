// Two transforms run at once, one in each half of a vector. Every operation works on both halves alike,
// so each half gets exactly what the scalar twin computes.

// @ts-ignore: decorator
@inline
export function add(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

// @ts-ignore: decorator
@inline
export function sub(a: v128, b: v128): v128 {
  return f64x2.sub(a, b);
}

// @ts-ignore: decorator
@inline
export function mul(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}

/** The number of an f64 array, in both halves. */
// @ts-ignore: decorator
@inline
export function both(array: usize, index: i32, length: i32): v128 {
  assert(<u32>index < <u32>length, "read outside the array");
  return v128.load64_splat(array + (<usize>index << 3));
}

/** Stores a value multiplied by root `w`, as pairs of real and imaginary part. */
// @ts-ignore: decorator
@inline
export function turn(re: usize, im: usize, at: i32, space: i32, a: v128, b: v128, roots: usize, w: i32, rootCount: i32): void {
  const c = both(roots, w, rootCount);
  const d = both(roots, w + 1, rootCount);
  assert(<u32>at < <u32>space, "write outside the array");
  v128.store(re + (<usize>at << 4), sub(mul(a, c), mul(b, d)));
  v128.store(im + (<usize>at << 4), add(mul(a, d), mul(b, c)));
}
