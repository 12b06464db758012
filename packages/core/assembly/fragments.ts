import { ADDRESS_IPV4, FRAGMENT_SLOTS, FRAGMENTS_KEPT, KEY_KIND, KEY_PORTS, KEY_WORDS } from "../src/decoding/codes";
import { read, write } from "./arrays";
import { hashKey } from "./flow-hash";
import { uint32At } from "./input";
import { state } from "./state";

const LIFETIME: f64 = 30000;
const MOST_LINKS = 64;
const MOST_NUMBERS = 1073741824;
const WORDS = KEY_WORDS * FRAGMENTS_KEPT;

export function rememberFragment(): void {
  if (state.fragments == MOST_NUMBERS) {
    memory.fill(state.fragmentSlots, 0, 4 * FRAGMENT_SLOTS);
    state.fragments = 0;
    state.fragmentFloor = 0;
  }
  const number = state.fragments++;
  const place = number & (FRAGMENTS_KEPT - 1);
  const at = KEY_WORDS * place;
  for (let word = 0; word < KEY_WORDS; word++) write<u32>(state.fragmentKeys, at + word, WORDS, fragmentWord(word));
  write<f64>(state.fragmentTimes, place, FRAGMENTS_KEPT, state.packetTime);
  write<u32>(state.fragmentPorts, place, FRAGMENTS_KEPT, (state.sourcePort << 16) | state.destinationPort);
  const slot = hashKey(state.fragmentKeys, at, WORDS) & (FRAGMENT_SLOTS - 1);
  write<i32>(state.fragmentNext, place, FRAGMENTS_KEPT, read<i32>(state.fragmentSlots, slot, FRAGMENT_SLOTS));
  write<i32>(state.fragmentSlots, slot, FRAGMENT_SLOTS, number + 1);
}

export function joinFragment(): bool {
  for (let word = 0; word < KEY_WORDS; word++) write<u32>(state.key, word, KEY_WORDS, fragmentWord(word));
  let next = read<i32>(state.fragmentSlots, hashKey(state.key, 0, KEY_WORDS) & (FRAGMENT_SLOTS - 1), FRAGMENT_SLOTS);
  for (let link = 0; link < MOST_LINKS && isKept(next - 1); link++) {
    const place = (next - 1) & (FRAGMENTS_KEPT - 1);
    if (isFragment(place)) {
      const age = state.packetTime - read<f64>(state.fragmentTimes, place, FRAGMENTS_KEPT);
      if (age > LIFETIME || age < -LIFETIME) return false;
      const ports = read<u32>(state.fragmentPorts, place, FRAGMENTS_KEPT);
      state.sourcePort = ports >>> 16;
      state.destinationPort = ports & 0xffff;
      return true;
    }
    next = read<i32>(state.fragmentNext, place, FRAGMENTS_KEPT);
  }
  return false;
}

export function forgetFragments(): void {
  state.fragmentFloor = state.fragments;
}

function isKept(number: i32): bool {
  return number >= state.fragmentFloor && number >= state.fragments - FRAGMENTS_KEPT && number < state.fragments;
}

function isFragment(place: i32): bool {
  for (let word = 0; word < KEY_WORDS; word++) {
    if (read<u32>(state.fragmentKeys, KEY_WORDS * place + word, WORDS) != read<u32>(state.key, word, KEY_WORDS)) return false;
  }
  return true;
}

function fragmentWord(word: i32): u32 {
  const kind = state.addressKind;
  if (word == KEY_PORTS) return state.fragmentId;
  if (word == KEY_KIND) return (state.protocol << 16) | (kind << 8) | kind;
  const part = word & 3;
  if (kind == ADDRESS_IPV4 && part > 0) return 0;
  return uint32At((word < 4 ? state.sourceAt : state.destinationAt) + 4 * part);
}
