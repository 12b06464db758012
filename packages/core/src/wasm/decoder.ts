import { type Allocator, makeColumns, makeTables, slotsFor } from '../decoding/arrays.ts';
import type { Decoder, DecoderOptions, DecoderViews } from '../decoding/decoder.ts';
import type { Exports } from './exports.ts';

const PAGE_BYTES = 65536;
const MOST_BYTES = 65536 * PAGE_BYTES;
/** A line of the processor's cache. */
const ALIGNMENT_BYTES = 64;

/**
 * A decoder in the memory of a module instance that it has to itself: behind the module's own data come the tables, the columns
 * and the input, so that more input moves nothing and more rows move only the input. Fresh memory is zero, and costs nothing until touched.
 */
export function wasmDecoder(exports: Exports, { rows, flows, inputBytes }: DecoderOptions): Decoder {
  const { memory } = exports;
  let capacity = rows;
  let inputLength = inputBytes;
  let inputByte = 0;
  let views = layOut();

  function layOut(): DecoderViews {
    const end = place(measuring, capacity, flows, inputLength, exports.arenaStart()).endByte;
    if (end > MOST_BYTES) throw new RangeError(`the decoder needs ${end} bytes, but WebAssembly memory ends at ${MOST_BYTES}`);
    const pages = Math.ceil((end - memory.buffer.byteLength) / PAGE_BYTES);
    if (pages > 0) memory.grow(pages);
    const { arrays, addresses } = place(viewsOf(memory.buffer), capacity, flows, inputLength, exports.arenaStart());
    const moved = arrays.input.byteOffset;
    if (inputByte !== 0 && moved !== inputByte) new Uint8Array(memory.buffer).copyWithin(moved, inputByte, inputByte + inputLength);
    inputByte = moved;
    new Uint32Array(memory.buffer, exports.stateAddress()).set([inputLength, capacity, flows, slotsFor(flows), ...addresses]);
    return arrays;
  }

  return {
    engine: 'wasm',
    get views() {
      return views;
    },
    reserve(bytes) {
      if (bytes <= inputLength) return;
      inputLength = bytes;
      views = layOut();
    },
    widen(wanted) {
      if (wanted <= capacity) return;
      capacity = wanted;
      views = layOut();
      exports.take();
    },
    decode: exports.decode,
    take: exports.take,
    reset: exports.reset,
  };
}

type ArrayAt = { readonly [Kind in keyof Allocator]: (byte: number, length: number) => ReturnType<Allocator[Kind]> };

function viewsOf(buffer: ArrayBuffer): ArrayAt {
  return {
    u8: (byte, length) => new Uint8Array(buffer, byte, length),
    u16: (byte, length) => new Uint16Array(buffer, byte, length),
    i32: (byte, length) => new Int32Array(buffer, byte, length),
    u32: (byte, length) => new Uint32Array(buffer, byte, length),
    f64: (byte, length) => new Float64Array(buffer, byte, length),
  };
}

/** Makes no arrays: for finding out where they would end. */
const measuring: ArrayAt = {
  u8: () => new Uint8Array(0),
  u16: () => new Uint16Array(0),
  i32: () => new Int32Array(0),
  u32: () => new Uint32Array(0),
  f64: () => new Float64Array(0),
};

/** Places all arrays of a decoder one behind the other. */
function place(at: ArrayAt, rows: number, flows: number, inputBytes: number, startByte: number) {
  const addresses: number[] = [];
  let endByte = startByte;
  const next = (bytes: number): number => {
    const byte = endByte;
    addresses.push(byte);
    endByte = Math.ceil((byte + bytes) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
    return byte;
  };
  const make: Allocator = {
    u8: (length) => at.u8(next(length), length),
    u16: (length) => at.u16(next(2 * length), length),
    i32: (length) => at.i32(next(4 * length), length),
    u32: (length) => at.u32(next(4 * length), length),
    f64: (length) => at.f64(next(8 * length), length),
  };
  const arrays = { ...makeTables(make, flows), ...makeColumns(make, rows), input: make.u8(inputBytes) };
  return { arrays, addresses, endByte };
}
