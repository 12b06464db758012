import { type FuzzInput, LONGEST_INPUT } from './input.ts';
import type { Random } from './random.ts';

/** Numbers at which formats and readers change their mind: ends of widths, and the limits of the readers themselves. */
export const EDGES: readonly number[] = [
  0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 19, 20, 21, 23, 24, 27, 28, 31, 32, 33, 39, 40, 41, 59, 60, 63, 64, 95, 96, 127, 128, 255, 256, 257,
  1499, 1500, 1501, 0x5dc, 0x600, 0x7ffe, 0x7fff, 0x8000, 0x8001, 0xfffe, 0xffff, 0x10000, 0x10001, 262_143, 262_144, 262_145, 1_048_575, 1_048_576, 1_048_577,
  999_999, 1_000_000, 999_999_999, 1_000_000_000, 16_777_215, 16_777_216, 16_777_217, 0x7ffffffe, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffff0,
  0xfffffffc, 0xfffffffd, 0xfffffffe, 0xffffffff,
];

/** Sets a number of a known place: to an edge, a neighbour of what it is, or anything. */
export function mutateNumber(input: FuzzInput, random: Random, at: number, width: number, littleEndian = false): void {
  const value = input.get(at, width, littleEndian);
  const choice = random.below(8);
  if (choice < 4) input.set(at, width, random.pick(EDGES), littleEndian);
  else if (choice < 6) input.set(at, width, value + random.between(-4, 4), littleEndian);
  else if (choice < 7) input.set(at, width, value ^ (1 << random.below(8 * width)), littleEndian);
  else input.set(at, width, random.word(), littleEndian);
}

const MUTATORS: readonly ((input: FuzzInput, random: Random) => void)[] = [
  function flipBit(input, random) {
    const at = random.below(input.length);
    input.set(at, 1, input.get(at, 1) ^ (1 << random.below(8)));
  },
  function setByte(input, random) {
    input.set(random.below(input.length), 1, random.oneIn(2) ? random.pick(EDGES) : random.word());
  },
  function setNumber(input, random) {
    mutateNumber(input, random, random.below(input.length), random.oneIn(2) ? 4 : 2, random.oneIn(2));
  },
  function truncate(input, random) {
    input.length = random.oneIn(2) ? random.below(input.length + 1) : Math.max(0, input.length - random.small(32));
  },
  function removeBytes(input, random) {
    input.remove(random.below(input.length), 1 + random.small(64));
  },
  function duplicateBytes(input, random) {
    const from = random.below(input.length);
    input.duplicate(from, Math.min(input.length, from + 1 + random.small(256)), random.below(input.length + 1));
  },
  function insertBytes(input, random) {
    const at = random.below(input.length + 1);
    const room = input.open(at, 1 + random.small(16));
    const same = random.oneIn(2) ? random.pick(EDGES) : -1;
    for (let i = 0; i < room; i++) input.set(at + i, 1, same < 0 ? random.word() : same);
  },
  function overwriteBytes(input, random) {
    const from = random.below(input.length);
    const to = random.below(input.length);
    input.bytes.copyWithin(to, from, Math.min(input.length, from + 1 + random.small(64), from + LONGEST_INPUT - to));
  },
];

/** Changes bytes without any idea of what they mean. */
export function mutateBytes(input: FuzzInput, random: Random): void {
  if (input.length > 0) random.pick(MUTATORS)(input, random);
  else input.put(1, random.word());
}

/** The beginning of one input and the end of another. */
export function splice(input: FuzzInput, random: Random, other: Uint8Array): void {
  input.length = random.below(input.length + 1);
  input.append(other.subarray(random.below(other.length + 1)));
}
