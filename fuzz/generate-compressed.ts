import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { FuzzInput, LONGEST_INPUT } from './input.ts';
import { mutateBytes, mutateNumber } from './mutate-bytes.ts';
import type { Random } from './random.ts';

export type Compression = 'gzip' | 'zstd';

const BOMB_BYTES = 4 * 2 ** 20;
const part = new FuzzInput();

/** Puts the input into gzip members or zstd frames, cut up at random, with what may stand between and behind them. */
export function compress(input: FuzzInput, random: Random, compression: Compression): void {
  const whole = input.toBytes();
  const cuts = [0, ...Array.from({ length: random.small(3) }, () => random.below(whole.length + 1)).sort((a, b) => a - b), whole.length];
  input.length = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const piece = whole.subarray(cuts[i], cuts[i + 1]);
    input.append(compression === 'gzip' ? member(piece, random) : frame(piece, random));
    if (compression === 'zstd' && random.oneIn(4)) putSkippable(input, random);
  }
  if (random.oneIn(8)) input.fill(random.small(40));
}

/** Something small that becomes large, behind the beginning of a capture. */
export function putBomb(input: FuzzInput, random: Random, compression: Compression): void {
  const bomb = new Uint8Array(BOMB_BYTES).fill(random.pick([0, 0, 0xff, 49, 10, 44]));
  bomb.set(input.bytes.subarray(0, Math.min(input.length, random.small(400))));
  const bytes = compression === 'gzip' ? gzipSync(bomb, { level: 1 }) : zstdCompressSync(bomb);
  if (bytes.length < LONGEST_INPUT) input.load(bytes);
}

/** Changes compressed bytes: headers and trailers where they are known to be, or anything. */
export function mutateCompressed(input: FuzzInput, random: Random, compression: Compression): void {
  switch (random.below(6)) {
    case 0:
      if (compression === 'gzip') mutateNumber(input, random, input.length - 8 + 4 * random.below(2), 4, true);
      else mutateNumber(input, random, 4 + random.small(8), random.oneIn(2) ? 1 : 4, true);
      break;
    case 1:
      // Flags of the first member: name, comment, more and a checksum of the header. The descriptor of the first frame.
      input.set(compression === 'gzip' ? 3 : 4, 1, random.below(256));
      break;
    case 2:
      input.length = random.below(input.length + 1);
      break;
    case 3:
      input.duplicate(0, random.oneIn(2) ? input.length : random.below(input.length + 1), input.length);
      break;
    default:
      mutateBytes(input, random);
  }
}

function member(bytes: Uint8Array, random: Random): Uint8Array {
  const plain = gzipSync(bytes, { level: random.pick([0, 1, 6]) });
  if (!random.oneIn(3)) return plain;
  // With the optional fields of RFC 1952, which zlib writes none of.
  part.load(plain);
  const flags = random.pick([0x04, 0x08, 0x10, 0x1c, 0x02]);
  part.set(3, 1, flags);
  if ((flags & 0x10) !== 0) part.insert(10, Uint8Array.of(99, 0));
  if ((flags & 0x08) !== 0) part.insert(10, Uint8Array.of(110, 97, 0));
  if ((flags & 0x04) !== 0) part.insert(10, Uint8Array.of(4, 0, 1, 2, 3, 4));
  return part.toBytes();
}

function frame(bytes: Uint8Array, random: Random): Uint8Array {
  const params = {
    [constants.ZSTD_c_compressionLevel]: random.pick([1, 3, -5]),
    [constants.ZSTD_c_checksumFlag]: random.below(2),
    [constants.ZSTD_c_contentSizeFlag]: random.below(2),
  };
  return zstdCompressSync(bytes, { params });
}

function putSkippable(input: FuzzInput, random: Random): void {
  const length = random.oneIn(4) ? 0 : random.small(60);
  input.put(4, 0x184d2a50 + random.below(16), true);
  input.put(4, random.oneIn(12) ? random.pick([length + 1, 0xffffffff, 0x7fffffff]) : length, true);
  input.fill(length, 0xab);
}
