import { ADDRESS_IPV4, ENTRY_LOOKED, ENTRY_NUMBER, ENTRY_RECENT, ENTRY_WORDS, KEY_KIND, KEY_PORTS, KEY_WORDS, SHAPE_BYTES } from '../decoding/codes.ts';
import { addEviction, addNewFlow } from './columns.ts';
import { hashKey } from './flow-hash.ts';
import type { DecoderState } from './state.ts';

// Open addressing with linear probing, Knuth, The Art of Computer Programming, vol. 3, section 6.4.

/** Slots looked at for one key: hostile keys may all belong into the same slot. */
const MOST_PROBES = 128;
/** Kinds of two IPv4 addresses: all their other words are 0. */
const IPV4_PAIR = (ADDRESS_IPV4 << 8) | ADDRESS_IPV4;

/** Finds the flow of the key at hand, or numbers it as a new one, and forgets another where there is no room. */
export function numberFlow(state: DecoderState): void {
  if (state.entries > 0 && isEntry(state, state.entry)) {
    state.table[ENTRY_WORDS * state.entry + ENTRY_RECENT] = 1;
    return;
  }
  const mask = state.slotCount - 1;
  const home = hashKey(state.key, 0) & mask;
  let slot = home;
  for (let probe = 0; probe < MOST_PROBES; probe++) {
    const entry = state.slots[slot]! - 1;
    if (entry < 0) {
      addFlow(state, home);
      return;
    }
    if (isEntry(state, entry)) {
      state.entry = entry;
      state.flowNumber = state.table[ENTRY_WORDS * entry + ENTRY_NUMBER]!;
      state.table[ENTRY_WORDS * entry + ENTRY_RECENT] = 1;
      return;
    }
    slot = (slot + 1) & mask;
  }
  replaceNear(state, home);
}

/** Compares the key at hand with an entry's, in both directions, and sets `sentByA`. Without branches: directions are hard to predict. */
function isEntry(state: DecoderState, entry: number): boolean {
  const table = state.table;
  const key = state.key;
  const at = ENTRY_WORDS * entry;
  const kind = key[KEY_KIND]!;
  const ports = key[KEY_PORTS]!;
  let differs = (table[at + KEY_KIND]! ^ kind) | (table[at + KEY_PORTS]! ^ ports);
  let swappedDiffers = (table[at + KEY_KIND]! ^ swapKinds(kind)) | (table[at + KEY_PORTS]! ^ ((ports << 16) | (ports >>> 16)));
  const words = (kind & 0xffff) === IPV4_PAIR ? 1 : 4;
  for (let word = 0; word < words; word++) {
    const a = table[at + word]!;
    const b = table[at + 4 + word]!;
    const source = key[word]!;
    const destination = key[4 + word]!;
    differs |= (a ^ source) | (b ^ destination);
    swappedDiffers |= (a ^ destination) | (b ^ source);
  }
  state.sentByA = differs === 0 ? 1 : 0;
  return differs === 0 || swappedDiffers === 0;
}

function swapKinds(kind: number): number {
  return ((kind & 0xffff0000) | ((kind & 0xff) << 8) | ((kind >>> 8) & 0xff)) >>> 0;
}

/** Takes the next entry, or that of a flow that the hand of the clock finds, and the first free slot from `home` on. */
function addFlow(state: DecoderState, home: number): void {
  let entry = state.entries;
  if (entry < state.flowCapacity) {
    if (entry === state.table.length / ENTRY_WORDS) makeRoom(state);
    state.entries++;
  } else {
    entry = evictByClock(state);
    removeSlot(state, slotOf(state, entry));
  }
  const mask = state.slotCount - 1;
  let slot = home;
  while (state.slots[slot] !== 0) slot = (slot + 1) & mask;
  state.slots[slot] = entry + 1;
  setEntry(state, entry);
}

/** Memory of WebAssembly costs nothing until it is touched, and has room for all flows from the start; arrays get longer as they come. */
function makeRoom(state: DecoderState): void {
  const doubled = 2 * state.entries;
  const flows = doubled < state.flowCapacity ? doubled : state.flowCapacity;
  const table = new Uint32Array(ENTRY_WORDS * flows);
  const shapes = new Uint8Array(SHAPE_BYTES * flows);
  table.set(state.table);
  shapes.set(state.shapes);
  Object.assign(state, { table, shapes });
}

/** Where all slots are taken that the key may be in, it takes over the first whose flow was not seen lately. */
function replaceNear(state: DecoderState, home: number): void {
  const mask = state.slotCount - 1;
  let slot = home;
  for (let probe = 0; probe < MOST_PROBES; probe++) {
    const entry = state.slots[slot]! - 1;
    if (state.table[ENTRY_WORDS * entry + ENTRY_RECENT] === 0) break;
    state.table[ENTRY_WORDS * entry + ENTRY_RECENT] = 0;
    slot = probe + 1 < MOST_PROBES ? (slot + 1) & mask : home;
  }
  const entry = state.slots[slot]! - 1;
  addEviction(state, state.table[ENTRY_WORDS * entry + ENTRY_NUMBER]!);
  setEntry(state, entry);
}

/** Second chance (Corbató 1968): the hand passes over flows seen since it came by last. A flow of one packet gets none, so that a scan drives out nothing but itself. */
function evictByClock(state: DecoderState): number {
  let entry = state.hand;
  while (state.table[ENTRY_WORDS * entry + ENTRY_RECENT] !== 0) {
    state.table[ENTRY_WORDS * entry + ENTRY_RECENT] = 0;
    entry = entry + 1 < state.flowCapacity ? entry + 1 : 0;
  }
  state.hand = entry + 1 < state.flowCapacity ? entry + 1 : 0;
  addEviction(state, state.table[ENTRY_WORDS * entry + ENTRY_NUMBER]!);
  return entry;
}

/** Writes the key at hand into an entry. */
function setEntry(state: DecoderState, entry: number): void {
  const at = ENTRY_WORDS * entry;
  for (let word = 0; word < KEY_WORDS; word++) state.table[at + word] = state.key[word]!;
  const shape = SHAPE_BYTES * entry;
  state.shapes.fill(0, shape, shape + SHAPE_BYTES);
  state.table[ENTRY_WORDS * entry + ENTRY_RECENT] = 0;
  state.table[ENTRY_WORDS * entry + ENTRY_LOOKED] = 0;
  state.table[ENTRY_WORDS * entry + ENTRY_NUMBER] = state.flowsNumbered;
  state.entry = entry;
  state.flowNumber = state.flowsNumbered++;
  state.sentByA = 1;
  addNewFlow(state);
}

function slotOf(state: DecoderState, entry: number): number {
  const mask = state.slotCount - 1;
  let slot = hashKey(state.table, ENTRY_WORDS * entry) & mask;
  while (state.slots[slot] !== entry + 1) slot = (slot + 1) & mask;
  return slot;
}

/**
 * Frees a slot and moves those behind it up, so that none is cut off from where its search starts (Knuth's algorithm R). None is
 * MOST_PROBES or more from its home: the hole is filled from before that, or not at all, however long a run hostile keys make.
 */
function removeSlot(state: DecoderState, removed: number): void {
  const mask = state.slotCount - 1;
  let hole = removed;
  let slot = hole;
  while (true) {
    slot = (slot + 1) & mask;
    const taken = state.slots[slot]!;
    if (taken === 0 || ((slot - hole) & mask) >= MOST_PROBES) break;
    const home = hashKey(state.table, ENTRY_WORDS * (taken - 1)) & mask;
    // It may move if its home is not between the hole and itself.
    if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
    state.slots[hole] = taken;
    hole = slot;
  }
  state.slots[hole] = 0;
}

/** Costs time for the flows there are, not for those there might be. */
export function forgetFlows(state: DecoderState): void {
  const mask = state.slotCount - 1;
  for (let entry = 0; entry < state.entries; entry++) {
    // Whoever frees a slot here goes on to the end of the run, so that nothing behind it is missed.
    let slot = hashKey(state.table, ENTRY_WORDS * entry) & mask;
    while (state.slots[slot] !== 0) {
      state.slots[slot] = 0;
      slot = (slot + 1) & mask;
    }
  }
  state.entries = 0;
  state.entry = 0;
  state.hand = 0;
  state.flowsNumbered = 0;
}
