// The bytes of pcapng files (draft-ietf-opsawg-pcapng), as make-pcapng.js and make-pcapng-corrupt.js need them to make theirs.

/** Writes blocks in one byte order. Sizes are in bytes; `length` and `trailer` put another number where the block's length belongs. */
export function blocks(bigEndian = false) {
  const u16 = (number) => Buffer.from(bigEndian ? [number >> 8, number & 255] : [number & 255, number >> 8]);
  const u32 = (number) => Buffer.concat(bigEndian ? [u16(Math.floor(number / 65536)), u16(number % 65536)] : [u16(number % 65536), u16(Math.floor(number / 65536))]);
  const u64 = (number) => {
    const words = [BigInt.asUintN(32, BigInt(number)), BigInt.asUintN(32, BigInt(number) >> 32n)].map((word) => u32(Number(word)));
    return Buffer.concat(bigEndian ? words.reverse() : words);
  };
  const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

  /** One option; a text or bytes. */
  const option = (code, value) => padded(Buffer.concat([u16(code), u16(Buffer.from(value).length), Buffer.from(value)]));
  const endOfOptions = u32(0);

  const block = (type, body, { length = 12 + padded(body).length, trailer = length } = {}) =>
    Buffer.concat([u32(type), u32(length), padded(body), u32(trailer)]);

  const section = ({ major = 1, minor = 0, bytes = -1n, options = [], ...rest } = {}) =>
    block(0x0a0d0d0a, Buffer.concat([u32(0x1a2b3c4d), u16(major), u16(minor), u64(bytes), ...options]), rest);
  const description = ({ linkType = 1, snapLength = 262144, options = [], ...rest } = {}) =>
    block(1, Buffer.concat([u16(linkType), u16(0), u32(snapLength), ...options]), rest);
  /** if_tsresol and if_tsoffset. */
  const resolution = (value) => option(9, [value]);
  const offset = (seconds) => option(14, u64(seconds));

  /** The time stamp's upper word comes first in both byte orders. */
  const stamp = (ticks) => Buffer.concat([u32(Number(BigInt(ticks) >> 32n)), u32(Number(BigInt.asUintN(32, BigInt(ticks))))]);
  const packet = (ticks, data, { interface: number = 0, captured = data.length, original = data.length, options = [], ...rest } = {}) =>
    block(6, Buffer.concat([u32(number), stamp(ticks), u32(captured), u32(original), padded(data), ...options]), rest);
  const obsoletePacket = (ticks, data, { interface: number = 0, drops = 0xffff, original = data.length, options = [], ...rest } = {}) =>
    block(2, Buffer.concat([u16(number), u16(drops), stamp(ticks), u32(data.length), u32(original), padded(data), ...options]), rest);
  const simplePacket = (data, { original = data.length, ...rest } = {}) => block(3, Buffer.concat([u32(original), data]), rest);

  return { u16, u32, u64, option, endOfOptions, block, section, description, resolution, offset, packet, obsoletePacket, simplePacket };
}
