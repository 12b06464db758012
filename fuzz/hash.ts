const scratch = new Float64Array(1);
const words = new Uint32Array(scratch.buffer);

/** A hash with 32 bits more in it. */
export function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** A hash with all bits of a number more in it: −0 is not 0. */
export function mixFloat(hash: number, value: number): number {
  scratch[0] = value;
  return mix(mix(hash, words[0]!), words[1]!);
}
