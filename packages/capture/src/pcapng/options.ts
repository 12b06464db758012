import { CaptureError } from '../errors.ts';

/** Bytes of an option's code and length. */
const OPTION_HEADER = 4;
/** opt_endofopt, which the last option may leave out. */
const END_OF_OPTIONS = 0;

/** An option of a block: what its code means depends on the block. */
export interface BlockOption {
  readonly code: number;
  /** Its value, without padding. */
  readonly value: DataView;
  /** Where the option begins, counted from the first byte of the block. */
  readonly at: number;
}

/**
 * Walks the options of a block (draft-ietf-opsawg-pcapng, section 3.5). Each step takes at least four bytes.
 * @param block the whole block @param from where its options begin @param file, offset of the block, for errors
 * @throws CaptureError of kind corrupt if an option is longer than the rest of its block
 */
export function* readOptions(block: DataView, from: number, littleEndian: boolean, file: string, offset: number): Generator<BlockOption> {
  const end = block.byteLength - OPTION_HEADER;
  for (let at = from; at + OPTION_HEADER <= end; ) {
    const code = block.getUint16(at, littleEndian);
    const length = block.getUint16(at + 2, littleEndian);
    if (code === END_OF_OPTIONS) return;
    const rest = end - at - OPTION_HEADER;
    if (length > rest) throw new CaptureError('corrupt', { file, offset: offset + at + 2 }, `an option of ${length} bytes`, `at most ${rest}, the rest of its block`);
    yield { code, value: new DataView(block.buffer, block.byteOffset + at + OPTION_HEADER, length), at };
    at += OPTION_HEADER + 4 * Math.ceil(length / 4);
  }
}
