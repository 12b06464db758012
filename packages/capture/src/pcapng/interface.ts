import { TIME_BINARY, TIME_DECIMAL } from '@tunnelscope/core/codes';
import { CaptureError } from '../errors.ts';
import { type BlockOption, readOptions } from './options.ts';

/** What the interface description block says. */
export interface PcapngInterface {
  /** LINKTYPE number. */
  readonly linkType: number;
  /** Bytes captured of a packet at most; 0: no limit. */
  readonly snapLength: number;
  /** A tick of its time stamps is 10^-exponent (TIME_DECIMAL) or 2^-exponent (TIME_BINARY) seconds. */
  readonly timeKind: number;
  readonly timeExponent: number;
  /** Whole seconds added to every time stamp. */
  readonly timeOffset: number;
}

const LINK_TYPE = 8;
const SNAP_LENGTH = 12;
const OPTIONS = 16;
const IF_TSRESOL = 9;
const IF_TSOFFSET = 14;
/** Microseconds, where if_tsresol is not given. */
const DEFAULT_RESOLUTION = 6;
/** The bit of if_tsresol that makes the base 2. */
const BINARY = 0x80;

/**
 * @param block the whole interface description block @param file, offset of the block, for errors
 * @throws CaptureError of kind corrupt if an option is longer than the block, or a time option not as long as it must be
 */
export function readInterface(block: DataView, littleEndian: boolean, file: string, offset: number): PcapngInterface {
  let resolution: number | undefined;
  let timeOffset: number | undefined;
  for (const option of readOptions(block, OPTIONS, littleEndian, file, offset)) {
    // An option that may stand once counts where it stands first, as in Wireshark.
    if (option.code === IF_TSRESOL) resolution ??= exactly(option, 'if_tsresol', 1).getUint8(0);
    if (option.code === IF_TSOFFSET) timeOffset ??= Number(exactly(option, 'if_tsoffset', 8).getBigInt64(0, littleEndian));
  }
  resolution ??= DEFAULT_RESOLUTION;
  return {
    linkType: block.getUint16(LINK_TYPE, littleEndian),
    snapLength: block.getUint32(SNAP_LENGTH, littleEndian),
    timeKind: resolution & BINARY ? TIME_BINARY : TIME_DECIMAL,
    timeExponent: resolution & ~BINARY,
    timeOffset: timeOffset ?? 0,
  };

  function exactly({ value, at }: BlockOption, name: string, bytes: number): DataView {
    if (value.byteLength === bytes) return value;
    throw new CaptureError('corrupt', { file, offset: offset + at + 2 }, `an option ${name} of ${value.byteLength} bytes`, `${bytes}`);
  }
}
