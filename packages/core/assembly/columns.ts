import { KEY_WORDS, ROWS_A_PACKET } from "../src/decoding/codes";
import { read, write } from "./arrays";
import { state } from "./state";

/** A row holds no more bytes. */
const LARGEST_SIZE: u32 = 65535;

// @ts-ignore: decorator
@inline
export function hasRoom(): bool {
  const capacity = state.capacity;
  return state.rows + ROWS_A_PACKET <= capacity && state.newFlows < capacity && state.evictions < capacity && state.tunnels < capacity;
}

// @ts-ignore: decorator
@inline
export function addRows(): void {
  let rest = state.ipSize;
  do {
    const part = rest > LARGEST_SIZE ? LARGEST_SIZE : rest;
    addRow(part, state.flowNumber, state.sentByA);
    rest -= part;
  } while (rest > 0);
}

/** @param size at most LARGEST_SIZE */
// @ts-ignore: decorator
@inline
export function addRow(size: u32, flowNumber: u32, sentByA: i32): void {
  const capacity = state.capacity;
  const row = state.rows++;
  write<f64>(state.time, row, capacity, state.packetTime);
  write<u32>(state.nanoseconds, row, capacity, state.packetNanoseconds);
  write<u16>(state.size, row, capacity, <u16>size);
  write<u32>(state.flow, row, capacity, flowNumber);
  write<u8>(state.fromA, row, capacity, <u8>sentByA);
}

export function addNewFlow(): void {
  const at = KEY_WORDS * state.newFlows++;
  const words = KEY_WORDS * state.capacity;
  for (let word = 0; word < KEY_WORDS; word++) write<u32>(state.newFlowKeys, at + word, words, read<u32>(state.key, word, KEY_WORDS));
}

export function addEviction(flowNumber: u32): void {
  write<u32>(state.evicted, state.evictions++, state.capacity, flowNumber);
}

export function addTunnel(tunnel: i32): void {
  const at = state.tunnels++;
  write<u32>(state.tunnelFlow, at, state.capacity, state.flowNumber);
  write<u8>(state.tunnelKind, at, state.capacity, <u8>tunnel);
}

export function clearColumns(): void {
  state.rows = 0;
  state.newFlows = 0;
  state.evictions = 0;
  state.tunnels = 0;
}
