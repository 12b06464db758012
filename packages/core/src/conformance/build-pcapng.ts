/** Blocks of pcapng in one byte order; a block's own length is right unless another one is given. */
export interface BlockBuilder {
  word(value: number): number[];
  half(value: number): number[];
  /** @param stated, trailer what stands as its length before and behind the body */
  block(type: number, body: readonly number[], stated?: number, trailer?: number): number[];
  section(): number[];
  /** @param resolution if_tsresol @param offset if_tsoffset */
  description(shape?: { readonly linkType?: number; readonly snapLength?: number; readonly resolution?: number; readonly offset?: bigint }): number[];
  packet(ticks: bigint, data: readonly number[], shape?: { readonly row?: number; readonly captured?: number; readonly original?: number }): number[];
  simplePacket(data: readonly number[], original?: number): number[];
}

export function pcapngBlocks(bigEndian = false): BlockBuilder {
  const ordered = (bytes: number[]) => (bigEndian ? bytes.reverse() : bytes);
  const word = (value: number) => ordered([0, 8, 16, 24].map((shift) => (value >>> shift) & 255));
  const half = (value: number) => ordered([value & 255, value >> 8]);
  const words = (value: bigint) => [Number((value >> 32n) & 0xffffffffn), Number(value & 0xffffffffn)] as const;
  const block: BlockBuilder['block'] = (type, body, stated, trailer) => {
    const filled = [...body, ...new Array<number>(-body.length & 3).fill(0)];
    const length = stated ?? 12 + filled.length;
    return [...word(type), ...word(length), ...filled, ...word(trailer ?? length)];
  };
  return {
    word,
    half,
    block,
    section: () => block(0x0a0d0d0a, [...word(0x1a2b3c4d), ...half(1), ...half(0), ...word(-1), ...word(-1)]),
    description({ linkType = 101, snapLength = 0, resolution = 6, offset = 0n } = {}) {
      const seconds = words(offset);
      const wide = bigEndian ? [...word(seconds[0]), ...word(seconds[1])] : [...word(seconds[1]), ...word(seconds[0])];
      const options = [...half(9), ...half(1), resolution, 0, 0, 0, ...half(14), ...half(8), ...wide];
      return block(1, [...half(linkType), ...half(0), ...word(snapLength), ...options]);
    },
    packet(ticks, data, { row = 0, captured = data.length, original = data.length } = {}) {
      return block(6, [word(row), ...words(ticks).map(word), word(captured), word(original), data].flat());
    },
    simplePacket: (data, original = data.length) => block(3, [...word(original), ...data]),
  };
}
