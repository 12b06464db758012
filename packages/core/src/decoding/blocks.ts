// Blocks of pcapng (draft-ietf-opsawg-pcapng). Valid TypeScript and valid AssemblyScript: both twins compile this file.

export const BLOCK_INTERFACE = 1;
/** The packet block that the enhanced one took the place of. */
export const BLOCK_OBSOLETE_PACKET = 2;
export const BLOCK_SIMPLE_PACKET = 3;
export const BLOCK_ENHANCED_PACKET = 6;
/** The same in either byte order. */
export const BLOCK_SECTION = 0x0a0d0d0a;

/** The first word of a section's body, read little-endian, if the section is little-endian or big-endian. */
export const MAGIC_LITTLE_ENDIAN = 0x1a2b3c4d;
export const MAGIC_BIG_ENDIAN = 0x4d3c2b1a;

/** Bytes of a block with nothing in its body: type, length, length again. */
export const BLOCK_FRAME = 12;
/** Bytes of the length behind a body. */
export const BLOCK_TRAILER = 4;
/** Bytes of each kind of block without data or options. */
export const SMALLEST_SECTION = 28;
export const SMALLEST_INTERFACE = 20;
export const SMALLEST_SIMPLE_PACKET = 16;
export const SMALLEST_PACKET = 32;
