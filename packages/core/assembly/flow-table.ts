import { ADDRESS_IPV4, KEY_KIND, KEY_PORTS, KEY_WORDS, SHAPE_BYTES } from "../src/decoding/codes";
import { read, write } from "./arrays";
import { addEviction, addNewFlow } from "./columns";
import { state } from "./state";

/** Slots looked at for one key: hostile keys may all belong into the same slot. */
const MOST_PROBES = 128;

export function numberFlow(): void {
  if (state.entries > 0 && isEntry(state.entry)) {
    markRecent(state.entry, 1);
    return;
  }
  const mask = state.slotCount - 1;
  const home = hashKey(state.key, 0, KEY_WORDS) & mask;
  let slot = home;
  for (let probe = 0; probe < MOST_PROBES; probe++) {
    const entry = readSlot(slot) - 1;
    if (entry < 0) {
      addFlow(home);
      return;
    }
    if (isEntry(entry)) {
      state.entry = entry;
      state.flowNumber = read<u32>(state.numbers, entry, state.flowCapacity);
      markRecent(entry, 1);
      return;
    }
    slot = (slot + 1) & mask;
  }
  replaceNear(home);
}

// @ts-ignore: decorator
@inline
function isEntry(entry: i32): bool {
  const keys = state.keys;
  const words = KEY_WORDS * state.flowCapacity;
  const key = state.key;
  const at = KEY_WORDS * entry;
  const kind = read<u32>(key, KEY_KIND, KEY_WORDS);
  const ports = read<u32>(key, KEY_PORTS, KEY_WORDS);
  const itsKind = read<u32>(keys, at + KEY_KIND, words);
  const itsPorts = read<u32>(keys, at + KEY_PORTS, words);
  let same = itsPorts == ports && itsKind == kind;
  let swapped = itsPorts == rotl<u32>(ports, 16) && itsKind == swapKinds(kind);
  for (let word = 0; word < 4 && (same || swapped); word++) {
    const a = read<u32>(keys, at + word, words);
    const b = read<u32>(keys, at + 4 + word, words);
    const source = read<u32>(key, word, KEY_WORDS);
    const destination = read<u32>(key, 4 + word, KEY_WORDS);
    same = same && a == source && b == destination;
    swapped = swapped && a == destination && b == source;
  }
  if (same || swapped) state.sentByA = <i32>same;
  return same || swapped;
}

// @ts-ignore: decorator
@inline
function swapKinds(kind: u32): u32 {
  return (kind & 0xffff0000) | ((kind & 0xff) << 8) | ((kind >>> 8) & 0xff);
}

function addFlow(home: i32): void {
  let entry = state.entries;
  if (entry < state.flowCapacity) state.entries++;
  else {
    entry = evictByClock();
    removeSlot(slotOf(entry));
  }
  const mask = state.slotCount - 1;
  let slot = home;
  while (readSlot(slot) != 0) slot = (slot + 1) & mask;
  writeSlot(slot, entry + 1);
  setEntry(entry);
}

function replaceNear(home: i32): void {
  const mask = state.slotCount - 1;
  let slot = home;
  for (let probe = 0; probe < MOST_PROBES; probe++) {
    const entry = readSlot(slot) - 1;
    if (read<u8>(state.recent, entry, state.flowCapacity) == 0) break;
    markRecent(entry, 0);
    slot = probe + 1 < MOST_PROBES ? (slot + 1) & mask : home;
  }
  const entry = readSlot(slot) - 1;
  addEviction(read<u32>(state.numbers, entry, state.flowCapacity));
  setEntry(entry);
}

function evictByClock(): i32 {
  const capacity = state.flowCapacity;
  let entry = state.hand;
  while (read<u8>(state.recent, entry, capacity) != 0) {
    markRecent(entry, 0);
    entry = entry + 1 < capacity ? entry + 1 : 0;
  }
  state.hand = entry + 1 < capacity ? entry + 1 : 0;
  addEviction(read<u32>(state.numbers, entry, capacity));
  return entry;
}

function setEntry(entry: i32): void {
  const capacity = state.flowCapacity;
  const at = KEY_WORDS * entry;
  const words = KEY_WORDS * capacity;
  for (let word = 0; word < KEY_WORDS; word++) write<u32>(state.keys, at + word, words, read<u32>(state.key, word, KEY_WORDS));
  assert(<u32>entry < <u32>capacity, "no entry");
  memory.fill(state.shapes + <usize>entry * SHAPE_BYTES, 0, SHAPE_BYTES);
  markRecent(entry, 0);
  write<u32>(state.numbers, entry, capacity, state.flowsNumbered);
  state.entry = entry;
  state.flowNumber = state.flowsNumbered++;
  state.sentByA = 1;
  addNewFlow();
}

function slotOf(entry: i32): i32 {
  const mask = state.slotCount - 1;
  let slot = hashEntry(entry) & mask;
  while (readSlot(slot) != entry + 1) slot = (slot + 1) & mask;
  return slot;
}

function removeSlot(removed: i32): void {
  const mask = state.slotCount - 1;
  let hole = removed;
  let slot = hole;
  while (true) {
    slot = (slot + 1) & mask;
    const taken = readSlot(slot);
    if (taken == 0) break;
    const home = hashEntry(taken - 1) & mask;
    // It may move if its home is not between the hole and itself.
    if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
    writeSlot(hole, taken);
    hole = slot;
  }
  writeSlot(hole, 0);
}

export function forgetFlows(): void {
  const mask = state.slotCount - 1;
  for (let entry = 0; entry < state.entries; entry++) {
    // Whoever frees a slot here goes on to the end of the run, so that nothing behind it is missed.
    let slot = hashEntry(entry) & mask;
    while (readSlot(slot) != 0) {
      writeSlot(slot, 0);
      slot = (slot + 1) & mask;
    }
  }
  state.entries = 0;
  state.entry = 0;
  state.hand = 0;
  state.flowsNumbered = 0;
}

// @ts-ignore: decorator
@inline
function readSlot(slot: i32): i32 {
  return read<i32>(state.slots, slot, state.slotCount);
}

// @ts-ignore: decorator
@inline
function writeSlot(slot: i32, value: i32): void {
  write<i32>(state.slots, slot, state.slotCount, value);
}

// @ts-ignore: decorator
@inline
function markRecent(entry: i32, value: u8): void {
  write<u8>(state.recent, entry, state.flowCapacity, value);
}

function hashEntry(entry: i32): i32 {
  return hashKey(state.keys, KEY_WORDS * entry, KEY_WORDS * state.flowCapacity);
}

export function hashKey(keys: usize, at: i32, words: i32): i32 {
  const ports = read<u32>(keys, at + KEY_PORTS, words);
  const kind = read<u32>(keys, at + KEY_KIND, words);
  const kindOfA = (kind >>> 8) & 0xff;
  const kindOfB = kind & 0xff;
  return mix(hashEndpoint(keys, at, words, kindOfA, ports >>> 16) + hashEndpoint(keys, at + 4, words, kindOfB, ports & 0xffff), kind >>> 16);
}

// @ts-ignore: decorator
@inline
function hashEndpoint(keys: usize, at: i32, words: i32, kind: u32, port: u32): u32 {
  const hash = mix(port, read<u32>(keys, at, words));
  if (kind == ADDRESS_IPV4) return hash;
  return mix(mix(mix(hash, read<u32>(keys, at + 1, words)), read<u32>(keys, at + 2, words)), read<u32>(keys, at + 3, words));
}

// @ts-ignore: decorator
@inline
function mix(hash: u32, word: u32): u32 {
  const mixed = hash ^ (rotl<u32>(word * 0xcc9e2d51, 15) * 0x1b873593);
  const next = rotl<u32>(mixed, 13) * 5 + 0xe6546b64;
  return (next ^ (next >>> 16)) * 0x85ebca6b;
}
