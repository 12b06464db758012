import { type Allocator, makeColumns, makeTables, slotsFor } from '../decoding/arrays.ts';
import { KEY_WORDS } from '../decoding/codes.ts';
import type { Decoder, DecoderOptions } from '../decoding/decoder.ts';
import { decode, reset, take } from './decode.ts';
import type { DecoderState } from './state.ts';

const PLAIN: Allocator = {
  u8: (length) => new Uint8Array(length),
  u16: (length) => new Uint16Array(length),
  i32: (length) => new Int32Array(length),
  u32: (length) => new Uint32Array(length),
  f64: (length) => new Float64Array(length),
};

/** A decoder that works on plain typed arrays. */
export function typescriptDecoder(options: DecoderOptions): Decoder {
  const state = createState(options);
  return {
    engine: 'typescript',
    views: state,
    reserve(bytes) {
      if (bytes <= state.input.length) return;
      const input = new Uint8Array(bytes);
      input.set(state.input);
      Object.assign(state, { input });
    },
    widen(rows) {
      if (rows <= state.capacity) return;
      Object.assign(state, makeColumns(PLAIN, rows), { capacity: rows });
      take(state);
    },
    decode: (format, start, end) => decode(state, format, start, end),
    take: () => take(state),
    reset: () => reset(state),
  };
}

/** Flows that there is memory for at first: new arrays are zeroed, which for all flows takes longer than to read a small capture. */
const FIRST_FLOWS = 4096;

function createState({ rows, flows, inputBytes }: DecoderOptions): DecoderState {
  return {
    ...makeTables(PLAIN, flows < FIRST_FLOWS ? flows : FIRST_FLOWS),
    slots: new Int32Array(slotsFor(flows)),
    ...makeColumns(PLAIN, rows),
    input: new Uint8Array(inputBytes),
    capacity: rows,
    flowCapacity: flows,
    slotCount: slotsFor(flows),
    key: new Uint32Array(KEY_WORDS),
    rows: 0,
    newFlows: 0,
    evictions: 0,
    tunnels: 0,
    lastStop: 0,
    entries: 0,
    hand: 0,
    flowsNumbered: 0,
    fragments: 0,
    fragmentFloor: 0,
    packetTime: 0,
    packetNanoseconds: 0,
    packetStart: 0,
    packetEnd: 0,
    packetWire: 0,
    ipStart: 0,
    ipVersion: 0,
    ipWire: 0,
    ipSize: 0,
    addressKind: 0,
    sourceAt: 0,
    destinationAt: 0,
    protocol: 0,
    transportAt: 0,
    sourcePort: 0,
    destinationPort: 0,
    portsCut: 0,
    firstFragment: 0,
    laterFragment: 0,
    fragmentId: 0,
    entry: 0,
    flowNumber: 0,
    sentByA: 0,
    skipBytes: 0,
    skipLength: 0,
    scanned: 0,
    lines: 0,
    rowTime: 0,
    rowBytes12: 0,
    rowBytes21: 0,
    rowPackets12: 0,
    rowPackets21: 0,
    rowPackets: 0,
    rowRows: 0,
    rowBytes: 0,
    rowIncomplete: 0,
    rowContradiction: 0,
    addressAsked: 0,
    firstAddress: 0,
    secondAddress: 0,
    itemEnd: 0,
  };
}
