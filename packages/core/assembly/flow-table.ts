import { ADDRESS_IPV4, ENTRY_LOOKED, ENTRY_NUMBER, ENTRY_RECENT, ENTRY_WORDS, KEY_KIND, KEY_PORTS, KEY_WORDS, SHAPE_BYTES } from "../src/decoding/codes";
import { read, write } from "./arrays";
import { addEviction, addNewFlow } from "./columns";
import { hashKey } from "./flow-hash";
import { state } from "./state";

/** Slots looked at for one key: hostile keys may all belong into the same slot. */
const MOST_PROBES = 128;
/** Kinds of two IPv4 addresses: all their other words are 0. */
const IPV4_PAIR = (ADDRESS_IPV4 << 8) | ADDRESS_IPV4;

export function numberFlow(): void {
  if (state.entries > 0 && isEntry(state.entry)) {
    setEntryWord(state.entry, ENTRY_RECENT, 1);
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
      state.flowNumber = entryWord(entry, ENTRY_NUMBER);
      setEntryWord(entry, ENTRY_RECENT, 1);
      return;
    }
    slot = (slot + 1) & mask;
  }
  replaceNear(home);
}

// @ts-ignore: decorator
@inline
function isEntry(entry: i32): bool {
  const key = state.key;
  const kind = read<u32>(key, KEY_KIND, KEY_WORDS);
  const ports = read<u32>(key, KEY_PORTS, KEY_WORDS);
  const itsKind = entryWord(entry, KEY_KIND);
  const itsPorts = entryWord(entry, KEY_PORTS);
  let differs = (itsKind ^ kind) | (itsPorts ^ ports);
  let swappedDiffers = (itsKind ^ swapKinds(kind)) | (itsPorts ^ rotl<u32>(ports, 16));
  const words = (kind & 0xffff) == IPV4_PAIR ? 1 : 4;
  for (let word = 0; word < words; word++) {
    const a = entryWord(entry, word);
    const b = entryWord(entry, 4 + word);
    const source = read<u32>(key, word, KEY_WORDS);
    const destination = read<u32>(key, 4 + word, KEY_WORDS);
    differs |= (a ^ source) | (b ^ destination);
    swappedDiffers |= (a ^ destination) | (b ^ source);
  }
  state.sentByA = <i32>(differs == 0);
  return differs == 0 || swappedDiffers == 0;
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
    if (entryWord(entry, ENTRY_RECENT) == 0) break;
    setEntryWord(entry, ENTRY_RECENT, 0);
    slot = probe + 1 < MOST_PROBES ? (slot + 1) & mask : home;
  }
  const entry = readSlot(slot) - 1;
  addEviction(entryWord(entry, ENTRY_NUMBER));
  setEntry(entry);
}

function evictByClock(): i32 {
  const capacity = state.flowCapacity;
  let entry = state.hand;
  while (entryWord(entry, ENTRY_RECENT) != 0) {
    setEntryWord(entry, ENTRY_RECENT, 0);
    entry = entry + 1 < capacity ? entry + 1 : 0;
  }
  state.hand = entry + 1 < capacity ? entry + 1 : 0;
  addEviction(entryWord(entry, ENTRY_NUMBER));
  return entry;
}

function setEntry(entry: i32): void {
  for (let word = 0; word < KEY_WORDS; word++) setEntryWord(entry, word, read<u32>(state.key, word, KEY_WORDS));
  assert(<u32>entry < <u32>state.flowCapacity, "no entry");
  memory.fill(state.shapes + <usize>entry * SHAPE_BYTES, 0, SHAPE_BYTES);
  setEntryWord(entry, ENTRY_RECENT, 0);
  setEntryWord(entry, ENTRY_LOOKED, 0);
  setEntryWord(entry, ENTRY_NUMBER, state.flowsNumbered);
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
    if (taken == 0 || ((slot - hole) & mask) >= MOST_PROBES) break;
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
function entryWord(entry: i32, word: i32): u32 {
  return read<u32>(state.table, ENTRY_WORDS * entry + word, ENTRY_WORDS * state.flowCapacity);
}

// @ts-ignore: decorator
@inline
function setEntryWord(entry: i32, word: i32, value: u32): void {
  write<u32>(state.table, ENTRY_WORDS * entry + word, ENTRY_WORDS * state.flowCapacity, value);
}

function hashEntry(entry: i32): i32 {
  return hashKey(state.table, ENTRY_WORDS * entry, ENTRY_WORDS * state.flowCapacity);
}
