import { ADDRESS_IPV4, FRAGMENT_SLOTS, FRAGMENTS_KEPT, KEY_KIND, KEY_PORTS, KEY_WORDS } from '../decoding/codes.ts';
import { hashKey } from './flow-hash.ts';
import { uint32At } from './input.ts';
import type { DecoderState } from './state.ts';

// First fragments are numbered as they come; each takes the place of the one FRAGMENTS_KEPT before it. A slot holds 1 + the number of
// the youngest that belongs into it, `fragmentNext` 1 + that of the next older one. Numbers that are too old end a chain: nothing is deleted.

/** Linux gives up reassembly after as long (net.ipv4.ipfrag_time). Milliseconds. */
const LIFETIME = 30000;
/** Fragments looked at for one key: hostile ones may all belong into the same slot. */
const MOST_LINKS = 64;
/** Numbers begin anew here, and all fragments are forgotten. */
const MOST_NUMBERS = 1073741824;

/** Keeps the ports of the packet at hand, a first fragment. */
export function rememberFragment(state: DecoderState): void {
  if (state.fragments === MOST_NUMBERS) {
    state.fragmentSlots.fill(0);
    state.fragments = 0;
    state.fragmentFloor = 0;
  }
  const number = state.fragments++;
  const place = number & (FRAGMENTS_KEPT - 1);
  const at = KEY_WORDS * place;
  for (let word = 0; word < KEY_WORDS; word++) state.fragmentKeys[at + word] = fragmentWord(state, word);
  state.fragmentTimes[place] = state.packetTime;
  state.fragmentPorts[place] = ((state.sourcePort << 16) | state.destinationPort) >>> 0;
  const slot = hashKey(state.fragmentKeys, at) & (FRAGMENT_SLOTS - 1);
  state.fragmentNext[place] = state.fragmentSlots[slot]!;
  state.fragmentSlots[slot] = number + 1;
}

/** Gives the packet at hand, a later fragment, the ports of its first, by source, destination, protocol and identification. */
export function joinFragment(state: DecoderState): boolean {
  const key = state.key;
  for (let word = 0; word < KEY_WORDS; word++) key[word] = fragmentWord(state, word);
  let next = state.fragmentSlots[hashKey(key, 0) & (FRAGMENT_SLOTS - 1)]!;
  for (let link = 0; link < MOST_LINKS && isKept(state, next - 1); link++) {
    const place = (next - 1) & (FRAGMENTS_KEPT - 1);
    if (isFragment(state, place)) {
      const age = state.packetTime - state.fragmentTimes[place]!;
      if (age > LIFETIME || age < -LIFETIME) return false;
      state.sourcePort = state.fragmentPorts[place]! >>> 16;
      state.destinationPort = state.fragmentPorts[place]! & 0xffff;
      return true;
    }
    next = state.fragmentNext[place]!;
  }
  return false;
}

export function forgetFragments(state: DecoderState): void {
  state.fragmentFloor = state.fragments;
}

function isKept(state: DecoderState, number: number): boolean {
  return number >= state.fragmentFloor && number >= state.fragments - FRAGMENTS_KEPT && number < state.fragments;
}

function isFragment(state: DecoderState, place: number): boolean {
  for (let word = 0; word < KEY_WORDS; word++) {
    if (state.fragmentKeys[KEY_WORDS * place + word] !== state.key[word]) return false;
  }
  return true;
}

/** The key of a fragment: as that of a flow, but the identification stands for the ports. */
function fragmentWord(state: DecoderState, word: number): number {
  const kind = state.addressKind;
  if (word === KEY_PORTS) return state.fragmentId;
  if (word === KEY_KIND) return ((state.protocol << 16) | (kind << 8) | kind) >>> 0;
  const part = word & 3;
  if (kind === ADDRESS_IPV4 && part > 0) return 0;
  return uint32At(state, (word < 4 ? state.sourceAt : state.destinationAt) + 4 * part);
}
