import { ENTRY_LOOKED, ENTRY_WORDS, SHAPE_BYTES } from '../decoding/codes.ts';
import { uint32At } from './input.ts';
import type { DecoderState } from './state.ts';

// What is remembered of a flow, SHAPE_BYTES in `shapes`: bytes at fixed places, and the beginning of the last payload each way.

/** Packets with payload that are looked at in each flow. */
export const MOST_LOOKS = 64;
/** The tunnel that was said. */
export const SAID = 1;
/** For each TUNNEL_…, from 1 on: what speaks for it; and how many packets cannot be its own. */
export const POINTS = 1;
export const MISFITS = 5;
/** OpenVPN without a readable packet number: packets, remainder of their lengths, whether those differ, the first one's length. */
export const WEAK = 10;
export const REMAINDER = 11;
export const DIFFERENT = 12;
export const FIRST_LENGTH = 13;
const PAYLOADS = 16;
const PAYLOAD_BYTES = 16;

/** Packets of the flow that were looked at. They are counted in its entry of the flow table, so that nothing else is touched when it has had enough. */
export const looks = (state: DecoderState): number => state.table[ENTRY_WORDS * state.entry + ENTRY_LOOKED]!;

export function setLooks(state: DecoderState, count: number): void {
  state.table[ENTRY_WORDS * state.entry + ENTRY_LOOKED] = count;
}

/** A byte of the packet's flow. */
export const recall = (state: DecoderState, place: number): number => state.shapes[state.entry * SHAPE_BYTES + place]!;

export function remember(state: DecoderState, place: number, value: number): void {
  state.shapes[state.entry * SHAPE_BYTES + place] = value < 255 ? value : 255;
}

/** Four bytes of the payload that begins at `at`, counted in words; 0 where they are not captured. */
export const wordOf = (state: DecoderState, at: number, end: number, word: number): number =>
  at + 4 * word + 4 <= end ? uint32At(state, at + 4 * word) : 0;

/** The same of the payload before it in its direction; 0 where there is none. Four words are kept. */
export function wordBefore(state: DecoderState, word: number): number {
  const at = placeOf(state, word);
  const shapes = state.shapes;
  return ((shapes[at]! << 24) | (shapes[at + 1]! << 16) | (shapes[at + 2]! << 8) | shapes[at + 3]!) >>> 0;
}

/** Keeps the beginning of a payload as the one before. */
export function keepPayload(state: DecoderState, at: number, end: number): void {
  for (let word = 0; word < PAYLOAD_BYTES / 4; word++) {
    const place = placeOf(state, word);
    const value = wordOf(state, at, end, word);
    for (let byte = 0; byte < 4; byte++) state.shapes[place + byte] = (value >>> (24 - 8 * byte)) & 0xff;
  }
}

const placeOf = (state: DecoderState, word: number): number =>
  state.entry * SHAPE_BYTES + PAYLOADS + state.sentByA * PAYLOAD_BYTES + 4 * word;
