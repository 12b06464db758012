import { MAGIC_LITTLE_ENDIAN } from '@tunnelscope/core/blocks';
import { CaptureError } from '../errors.ts';

/** What the section header block says that matters here. Its length and options change nothing about how blocks are read. */
export interface PcapngSection {
  readonly littleEndian: boolean;
}

const BYTE_ORDER = 8;
const VERSION = 12;

/**
 * @param block the whole section header block, its byte-order magic known to be right @param file, offset of the block, for errors
 * @throws CaptureError of kind unsupported for another version than 1.0 and 1.2 (which some writers give for 1.0)
 */
export function readSection(block: DataView, file: string, offset: number): PcapngSection {
  const littleEndian = block.getUint32(BYTE_ORDER, true) === MAGIC_LITTLE_ENDIAN;
  const major = block.getUint16(VERSION, littleEndian);
  const minor = block.getUint16(VERSION + 2, littleEndian);
  if (major !== 1 || (minor !== 0 && minor !== 2)) {
    throw new CaptureError('unsupported', { file, offset: offset + VERSION }, `pcapng version ${major}.${minor}`, 'version 1.0');
  }
  return { littleEndian };
}
