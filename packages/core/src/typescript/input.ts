import type { DecoderState } from './state.ts';

// Numbers in the input. The caller has made sure that they lie before the end of what it may read.

export function byteAt(state: DecoderState, at: number): number {
  return state.input[at]!;
}

/** Big-endian, as in headers of the network. */
export function uint16At(state: DecoderState, at: number): number {
  const input = state.input;
  return (input[at]! << 8) | input[at + 1]!;
}

/** Big-endian, unsigned. */
export function uint32At(state: DecoderState, at: number): number {
  const input = state.input;
  return ((input[at]! << 24) | (input[at + 1]! << 16) | (input[at + 2]! << 8) | input[at + 3]!) >>> 0;
}

/** In the byte order of the file. */
export function fileUint16At(state: DecoderState, at: number, bigEndian: boolean): number {
  const input = state.input;
  return bigEndian ? (input[at]! << 8) | input[at + 1]! : input[at]! | (input[at + 1]! << 8);
}

/** In the byte order of the file, unsigned. */
export function fileUint32At(state: DecoderState, at: number, bigEndian: boolean): number {
  if (bigEndian) return uint32At(state, at);
  const input = state.input;
  return (input[at]! | (input[at + 1]! << 8) | (input[at + 2]! << 16) | (input[at + 3]! << 24)) >>> 0;
}
