import { ADDRESS_IPV4, KEY_KIND, KEY_PORTS, KEY_WORDS, SHAPE_BYTES } from '../decoding/codes.ts';
import { addEviction, addNewFlow } from './columns.ts';
import type { DecoderState } from './state.ts';

// Open addressing with linear probing, Knuth, The Art of Computer Programming, vol. 3, section 6.4.

/** Slots looked at for one key: hostile keys may all belong into the same slot. */
const MOST_PROBES = 128;

/** Finds the flow of the key at hand, or numbers it as a new one, and forgets another where there is no room. */
export function numberFlow(state: DecoderState): void {
  if (state.entries > 0 && isEntry(state, state.entry)) {
    state.recent[state.entry] = 1;
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
      state.flowNumber = state.numbers[entry]!;
      state.recent[entry] = 1;
      return;
    }
    slot = (slot + 1) & mask;
  }
  replaceNear(state, home);
}

/** Compares the key at hand with an entry's, in both directions, and sets `sentByA` if they are the same flow. */
function isEntry(state: DecoderState, entry: number): boolean {
  const keys = state.keys;
  const key = state.key;
  const at = KEY_WORDS * entry;
  const kind = key[KEY_KIND]!;
  const ports = key[KEY_PORTS]!;
  let same = keys[at + KEY_PORTS] === ports && keys[at + KEY_KIND] === kind;
  let swapped = keys[at + KEY_PORTS] === ((ports << 16) | (ports >>> 16)) >>> 0 && keys[at + KEY_KIND] === swapKinds(kind);
  for (let word = 0; word < 4 && (same || swapped); word++) {
    const a = keys[at + word];
    const b = keys[at + 4 + word];
    same &&= a === key[word] && b === key[4 + word];
    swapped &&= a === key[4 + word] && b === key[word];
  }
  if (same || swapped) state.sentByA = same ? 1 : 0;
  return same || swapped;
}

function swapKinds(kind: number): number {
  return ((kind & 0xffff0000) | ((kind & 0xff) << 8) | ((kind >>> 8) & 0xff)) >>> 0;
}

/** Takes the next entry, or that of a flow that the hand of the clock finds, and the first free slot from `home` on. */
function addFlow(state: DecoderState, home: number): void {
  let entry = state.entries;
  if (entry < state.flowCapacity) state.entries++;
  else {
    entry = evictByClock(state);
    removeSlot(state, slotOf(state, entry));
  }
  const mask = state.slotCount - 1;
  let slot = home;
  while (state.slots[slot] !== 0) slot = (slot + 1) & mask;
  state.slots[slot] = entry + 1;
  setEntry(state, entry);
}

/** Where all slots are taken that the key may be in, it takes over the first whose flow was not seen lately. */
function replaceNear(state: DecoderState, home: number): void {
  const mask = state.slotCount - 1;
  let slot = home;
  for (let probe = 0; probe < MOST_PROBES; probe++) {
    const entry = state.slots[slot]! - 1;
    if (state.recent[entry] === 0) break;
    state.recent[entry] = 0;
    slot = probe + 1 < MOST_PROBES ? (slot + 1) & mask : home;
  }
  const entry = state.slots[slot]! - 1;
  addEviction(state, state.numbers[entry]!);
  setEntry(state, entry);
}

/** Second chance (Corbató 1968): the hand passes over flows seen since it came by last. A flow of one packet gets none, so that a scan drives out nothing but itself. */
function evictByClock(state: DecoderState): number {
  let entry = state.hand;
  while (state.recent[entry] !== 0) {
    state.recent[entry] = 0;
    entry = entry + 1 < state.flowCapacity ? entry + 1 : 0;
  }
  state.hand = entry + 1 < state.flowCapacity ? entry + 1 : 0;
  addEviction(state, state.numbers[entry]!);
  return entry;
}

/** Writes the key at hand into an entry. */
function setEntry(state: DecoderState, entry: number): void {
  const at = KEY_WORDS * entry;
  for (let word = 0; word < KEY_WORDS; word++) state.keys[at + word] = state.key[word]!;
  const shape = SHAPE_BYTES * entry;
  state.shapes.fill(0, shape, shape + SHAPE_BYTES);
  state.recent[entry] = 0;
  state.numbers[entry] = state.flowsNumbered;
  state.entry = entry;
  state.flowNumber = state.flowsNumbered++;
  state.sentByA = 1;
  addNewFlow(state);
}

function slotOf(state: DecoderState, entry: number): number {
  const mask = state.slotCount - 1;
  let slot = hashKey(state.keys, KEY_WORDS * entry) & mask;
  while (state.slots[slot] !== entry + 1) slot = (slot + 1) & mask;
  return slot;
}

/** Frees a slot and moves those behind it up, so that none is cut off from where its search starts (Knuth's algorithm R). */
function removeSlot(state: DecoderState, removed: number): void {
  const mask = state.slotCount - 1;
  let hole = removed;
  let slot = hole;
  while (true) {
    slot = (slot + 1) & mask;
    const taken = state.slots[slot]!;
    if (taken === 0) break;
    const home = hashKey(state.keys, KEY_WORDS * (taken - 1)) & mask;
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
    let slot = hashKey(state.keys, KEY_WORDS * entry) & mask;
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

/** Equal for both directions of a flow: both endpoints are mixed alike, and their hashes added. */
export function hashKey(keys: Uint32Array, at: number): number {
  const ports = keys[at + KEY_PORTS]!;
  const kind = keys[at + KEY_KIND]!;
  const kindOfA = (kind >>> 8) & 0xff;
  const kindOfB = kind & 0xff;
  return mix((hashEndpoint(keys, at, kindOfA, ports >>> 16) + hashEndpoint(keys, at + 4, kindOfB, ports & 0xffff)) | 0, kind >>> 16);
}

function hashEndpoint(keys: Uint32Array, at: number, kind: number, port: number): number {
  const hash = mix(port, keys[at]!);
  if (kind === ADDRESS_IPV4) return hash;
  return mix(mix(mix(hash, keys[at + 1]!), keys[at + 2]!), keys[at + 3]!);
}

/** One round of MurmurHash3 (A. Appleby, public domain), with its final shift so that low bits depend on high ones. */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const mixed = hash ^ k;
  const next = (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
  return Math.imul(next ^ (next >>> 16), 0x85ebca6b);
}
