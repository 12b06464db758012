import { SECTION } from './generate-pcapng.ts';
import type { FuzzInput } from './input.ts';
import { EDGES, mutateNumber } from './mutate-bytes.ts';
import { mutatePacket } from './mutate-packet.ts';
import type { Random } from './random.ts';

const BYTE_ORDER = 0x1a2b3c4d;
const MOST_BLOCKS = 512;
const TYPES = [1, 2, 3, 4, 5, 6, 9, 10, 0x0bad, 0x40000bad, SECTION, 0, 0xffffffff];
/** Where fields of an enhanced packet stand, which other blocks have other ones at: lengths, interface, times. */
const FIELDS = [4, 4, 8, 12, 16, 20, 20, 24];
const starts = new Int32Array(MOST_BLOCKS + 1);
const littleEndian = new Uint8Array(MOST_BLOCKS);

/** Changes a pcapng where its structure is: types and both lengths of blocks, whole blocks, fields, options, headers of packets. */
export function mutatePcapng(input: FuzzInput, random: Random): void {
  const blocks = findBlocks(input);
  if (blocks === 0) return;
  const block = random.below(blocks);
  const start = starts[block]!;
  const end = starts[block + 1]!;
  const little = littleEndian[block] === 1;
  switch (random.below(12)) {
    case 0:
      input.remove(start, end - start);
      break;
    case 1:
    case 2:
      input.duplicate(start, end, starts[random.below(blocks + 1)]!);
      break;
    case 3:
      input.length = start + random.small(end - start);
      break;
    case 4:
      input.set(start, 4, random.oneIn(4) ? random.word() : random.pick(TYPES), little);
      break;
    case 5:
      mutateNumber(input, random, end - 4, 4, little);
      break;
    case 6: {
      // Both lengths agree on something else than the truth.
      const length = random.oneIn(2) ? random.pick(EDGES) : end - start + 4 * random.between(-3, 3);
      input.set(start + 4, 4, length, little);
      input.set(random.oneIn(2) ? end - 4 : start + length - 4, 4, length, little);
      break;
    }
    case 7:
      // Options stand at multiples of 4: a code or a length changes.
      mutateNumber(input, random, start + 8 + 2 * random.below(Math.max(1, (end - start) >> 1)), 2, little);
      break;
    case 8:
    case 9:
      mutateNumber(input, random, start + random.pick(FIELDS), 4, little);
      break;
    default:
      mutatePacket(input, random, start + (random.oneIn(6) ? 12 : 28), end - 4);
  }
}

/** Puts the start of each block, and the end of the last, into `starts`, and its byte order beside it. @returns how many there are */
function findBlocks(input: FuzzInput): number {
  let blocks = 0;
  let little = false;
  for (let at = 0; at + 12 <= input.length && blocks < MOST_BLOCKS; blocks++) {
    if (input.get(at, 4) === SECTION) little = input.get(at + 8, 4, true) === BYTE_ORDER;
    starts[blocks] = at;
    littleEndian[blocks] = little ? 1 : 0;
    at = Math.min(input.length, at + Math.max(12, input.get(at + 4, 4, little)));
    starts[blocks + 1] = at;
  }
  return blocks;
}
