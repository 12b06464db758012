import { ENTRY_LOOKED, ENTRY_WORDS, SHAPE_BYTES } from "../src/decoding/codes";
import { read, write } from "./arrays";
import { uint32At } from "./input";
import { state } from "./state";

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
// @ts-ignore: decorator
@inline
export function looks(): u32 {
  return read<u32>(state.table, ENTRY_WORDS * state.entry + ENTRY_LOOKED, ENTRY_WORDS * state.flowCapacity);
}

export function setLooks(count: u32): void {
  write<u32>(state.table, ENTRY_WORDS * state.entry + ENTRY_LOOKED, ENTRY_WORDS * state.flowCapacity, count);
}

/** A byte of the packet's flow. */
export function recall(place: i32): i32 {
  return read<u8>(state.shapes, state.entry * SHAPE_BYTES + place, state.flowCapacity * SHAPE_BYTES);
}

export function remember(place: i32, value: i32): void {
  write<u8>(state.shapes, state.entry * SHAPE_BYTES + place, state.flowCapacity * SHAPE_BYTES, value < 255 ? <u8>value : 255);
}

/** Four bytes of the payload that begins at `at`, counted in words; 0 where they are not captured. */
export function wordOf(at: i32, end: i32, word: i32): u32 {
  return at + 4 * word + 4 <= end ? uint32At(at + 4 * word) : 0;
}

/** The same of the payload before it in its direction; 0 where there is none. Four words are kept. */
export function wordBefore(word: i32): u32 {
  return bswap<u32>(read<u32>(state.shapes, placeOf(word) >> 2, (state.flowCapacity * SHAPE_BYTES) >> 2));
}

/** Keeps the beginning of a payload as the one before. */
export function keepPayload(at: i32, end: i32): void {
  for (let word = 0; word < PAYLOAD_BYTES / 4; word++) {
    write<u32>(state.shapes, placeOf(word) >> 2, (state.flowCapacity * SHAPE_BYTES) >> 2, bswap<u32>(wordOf(at, end, word)));
  }
}

function placeOf(word: i32): i32 {
  return state.entry * SHAPE_BYTES + PAYLOADS + state.sentByA * PAYLOAD_BYTES + 4 * word;
}
