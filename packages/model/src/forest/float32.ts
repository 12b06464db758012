const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The largest float32 strictly below a finite number: x < t and x ≤ largestFloat32Below(t) agree for every float32 x. */
export function largestFloat32Below(value: number): number {
  float[0] = value;
  if (float[0]! < value) return float[0]!;
  // The bit patterns of floats of one sign are in order of magnitude, so the neighbour is one bit pattern away.
  if (float[0] === 0) bits[0] = -0x7fff_ffff;
  else bits[0]! += float[0]! > 0 ? -1 : 1;
  return float[0]!;
}

/**
 * A float32 t with a ≤ t < b, the middle of the two where float32 has one: splits "x ≤ t" put a left and b right, also
 * where a and b are neighbours.
 */
export function float32Between(a: number, b: number): number {
  const middle = Math.fround(a / 2 + b / 2);
  return middle < b ? middle : a;
}
