// Builds zstd streams (RFC 8878) without a compressor, whose bytes would differ between versions: blocks are stored, or runs of one byte.

const MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const LARGEST_BLOCK = 128 * 1024;
const STORED = 0;
const RUN = 1;
/** 128 KiB, the smallest window that takes the largest block. */
const WINDOW_LOG = 17;

const uint32 = (value) => Buffer.from(Uint32Array.of(value).buffer);
const blockHeader = (type, size, last) => uint32((size << 3) | (type << 1) | Number(last)).subarray(0, 3);

/** @param blockType number to give the blocks in place of their true one */
export function frame(content, { windowLog = WINDOW_LOG, dictionary, blockSize = LARGEST_BLOCK, blockType } = {}) {
  const descriptor = Buffer.of(dictionary === undefined ? 0 : 1, (windowLog - 10) << 3, ...(dictionary === undefined ? [] : [dictionary]));
  const blocks = [];
  let at = 0;
  do {
    const block = content.subarray(at, at + blockSize);
    at += block.length;
    const run = block.length > 1 && block.every((byte) => byte === block[0]);
    const type = blockType ?? (run ? RUN : STORED);
    blocks.push(blockHeader(type, block.length, at >= content.length), run ? block.subarray(0, 1) : block);
  } while (at < content.length);
  return Buffer.concat([uint32(MAGIC), descriptor, ...blocks]);
}

/** A frame that holds nothing for the reader. @param kind 0 … 15 */
export const skippable = (bytes, kind = 0) => Buffer.concat([uint32(SKIPPABLE_MAGIC + kind), uint32(bytes.length), bytes]);
