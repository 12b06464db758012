import { KEY_WORDS, ROWS_A_PACKET } from '../decoding/codes.ts';
import type { DecoderState } from './state.ts';

/** A row holds no more bytes. */
const LARGEST_SIZE = 65535;

/** Whether one more packet fits, however large, with all that it may bring. */
export function hasRoom(state: DecoderState): boolean {
  const capacity = state.capacity;
  return state.rows + ROWS_A_PACKET <= capacity && state.newFlows < capacity && state.evictions < capacity && state.tunnels < capacity;
}

/** Appends the packet at hand: one row, or several of the same time if it is a giant. */
export function addRows(state: DecoderState): void {
  let rest = state.ipSize;
  do {
    const part = rest > LARGEST_SIZE ? LARGEST_SIZE : rest;
    const row = state.rows++;
    state.time[row] = state.packetTime;
    state.nanoseconds[row] = state.packetNanoseconds;
    state.size[row] = part;
    state.flow[row] = state.flowNumber;
    state.fromA[row] = state.sentByA;
    rest -= part;
  } while (rest > 0);
}

/** Appends the key at hand as that of a flow met for the first time. */
export function addNewFlow(state: DecoderState): void {
  const at = KEY_WORDS * state.newFlows++;
  for (let word = 0; word < KEY_WORDS; word++) state.newFlowKeys[at + word] = state.key[word]!;
}

/** Appends the number of a flow that is forgotten. */
export function addEviction(state: DecoderState, flowNumber: number): void {
  state.evicted[state.evictions++] = flowNumber;
}

/** Appends what tunnel the flow at hand is. @param tunnel TUNNEL_… */
export function addTunnel(state: DecoderState, tunnel: number): void {
  const at = state.tunnels++;
  state.tunnelFlow[at] = state.flowNumber;
  state.tunnelKind[at] = tunnel;
}

/** Starts the columns anew. */
export function clearColumns(state: DecoderState): void {
  state.rows = 0;
  state.newFlows = 0;
  state.evictions = 0;
  state.tunnels = 0;
}
