import { putLlc } from './generate-layers.ts';
import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';

const TIME = 1;
const FLAGS = 2;
const MORE = 0x80000000;
/** First bytes of frame control: data with and without quality of service, without data, no data at all. */
const KINDS = [0x08, 0x08, 0x88, 0x88, 0x48, 0xc8, 0x80, 0xb4];

/** Radiotap, its fields as its presence bits say or not, then a frame. @returns the version of IP that must follow, 0 for either */
export function putRadiotap(input: FuzzInput, random: Random): number {
  const start = input.length;
  let present = random.below(4) | (random.oneIn(3) ? random.word() & 0x7ffffffc : 0);
  input.put(4, 0);
  for (let words = random.small(3); words > 0; words--) {
    input.put(4, present | MORE, true);
    present = random.word() & 0x7fffffff;
  }
  input.put(4, present, true);
  const first = input.get(start + 4, 4, true);
  if ((first & TIME) !== 0) input.fill(((start - input.length) & 7) + 8);
  if ((first & FLAGS) !== 0) input.put(1, random.pick([0, 0x10, 0x20, 0x30]));
  input.fill(random.small(12));
  input.set(start + 2, 2, random.oneIn(12) ? random.word() : input.length - start, true);
  return putWireless(input, random);
}

/** Prism's header, in either byte order. */
export function putPrism(input: FuzzInput, random: Random): number {
  const littleEndian = random.oneIn(2);
  const length = random.pick([144, 144, 8, 20]);
  input.put(4, random.pick([0x41, 0x44, 0x44]), littleEndian);
  input.put(4, random.oneIn(10) ? random.word() : length, littleEndian);
  input.fill(length - 8);
  return putWireless(input, random);
}

export function putAvs(input: FuzzInput, random: Random): number {
  const length = random.pick([64, 64, 8, 20]);
  input.put(4, 0x80211000 + random.below(3));
  input.put(4, random.oneIn(10) ? random.word() : length);
  input.fill(length - 8);
  return putWireless(input, random);
}

/** IEEE 802.11: frame control, three or four addresses, quality of service, HT control, LLC. */
export function putWireless(input: FuzzInput, random: Random): number {
  const start = input.length;
  const kind = random.pick(KINDS);
  const flags = random.pick([0, 1, 2, 3]) | (random.oneIn(4) ? 0x80 : 0) | (random.oneIn(10) ? 0x40 : 0);
  input.put(2, (kind << 8) | flags);
  input.fill(20, 2);
  input.put(2, random.oneIn(10) ? random.word() : 0);
  if ((flags & 3) === 3) input.fill(6, 2);
  if ((kind & 0x80) !== 0) {
    input.put(2, random.oneIn(8) ? 0x8000 : 0);
    if ((flags & 0x80) !== 0) input.put(4, 0);
  }
  if (random.oneIn(3)) input.fill((start - input.length) & 3);
  return putLlc(input, random);
}
