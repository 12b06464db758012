import { addressText } from './address.ts';
import type { Flow } from './batch.ts';

/** Words of a key: address a (4), address b (4), both ports, protocol and address length. */
const KEY_WORDS = 10;
const FIRST_CAPACITY = 1024;

/**
 * Numbers flows by unordered 5-tuple, straight from the bytes of headers: no string and no object for a packet
 * whose flow is known. Open addressing with linear probing; a flow costs 40 bytes of key and at most 16 of slots.
 */
export class FlowTable {
  /** Flow number + 1 in each slot, 0 = free. The length is a power of two, at least twice the flows. */
  #slots = new Int32Array(2 * FIRST_CAPACITY);
  #keys = new Uint32Array(KEY_WORDS * FIRST_CAPACITY);
  #count = 0;
  /** The key looked for, as its sender wrote it. */
  readonly #key = new Uint32Array(KEY_WORDS);
  /** Whether the packet asked for last was sent by the flow's endpoint a: 1 or 0. */
  fromA = 1;
  /** The flow that the last call of `number` met for the first time, else null. */
  fresh: Flow | null = null;

  /** Flows so far. */
  get count(): number {
    return this.#count;
  }

  /**
   * @param bytes holds both addresses
   * @param source, destination positions of the addresses in `bytes`
   * @param length bytes an address: 4 or 16
   * @returns the flow's number, counted from 0 in order of appearance; `fromA` and `fresh` tell the rest
   */
  number(
    bytes: Uint8Array,
    source: number,
    destination: number,
    length: 4 | 16,
    protocol: number,
    sourcePort: number,
    destinationPort: number,
  ): number {
    const key = this.#key;
    key.fill(0);
    for (let word = 0; word < length / 4; word++) {
      key[word] = readWord(bytes, source + 4 * word);
      key[4 + word] = readWord(bytes, destination + 4 * word);
    }
    key[8] = (sourcePort << 16) | destinationPort;
    key[9] = (protocol << 8) | length;
    const mask = this.#slots.length - 1;
    let slot = hashKey(key, 0) & mask;
    for (let entry = this.#slots[slot]!; entry !== 0; slot = (slot + 1) & mask, entry = this.#slots[slot]!) {
      if (this.#matches(entry - 1)) {
        this.fresh = null;
        return entry - 1;
      }
    }
    return this.#add(bytes.subarray(source, source + length), bytes.subarray(destination, destination + length));
  }

  /** Compares the key looked for with a flow's, in both directions, and sets `fromA` if it is that flow. */
  #matches(flow: number): boolean {
    const keys = this.#keys;
    const key = this.#key;
    const at = flow * KEY_WORDS;
    if (keys[at + 9] !== key[9]) return false;
    const ports = key[8]!;
    let same = keys[at + 8] === ports;
    let swapped = keys[at + 8] === ((ports << 16) | (ports >>> 16)) >>> 0;
    for (let word = 0; word < 4 && (same || swapped); word++) {
      const a = keys[at + word];
      const b = keys[at + 4 + word];
      same &&= a === key[word] && b === key[4 + word];
      swapped &&= a === key[4 + word] && b === key[word];
    }
    if (same || swapped) this.fromA = same ? 1 : 0;
    return same || swapped;
  }

  #add(source: Uint8Array, destination: Uint8Array): number {
    const number = this.#count++;
    if (this.#keys.length < this.#count * KEY_WORDS) this.#grow();
    this.#keys.set(this.#key, number * KEY_WORDS);
    this.#slots[this.#freeSlot(hashKey(this.#key, 0))] = number + 1;
    this.fromA = 1;
    this.fresh = {
      number,
      a: { address: addressText(source), port: this.#key[8]! >>> 16 },
      b: { address: addressText(destination), port: this.#key[8]! & 0xffff },
      protocol: this.#key[9]! >>> 8,
    };
    return number;
  }

  #grow(): void {
    const flows = this.#keys.length / KEY_WORDS;
    const keys = new Uint32Array(2 * this.#keys.length);
    keys.set(this.#keys);
    this.#keys = keys;
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (let flow = 0; flow < flows; flow++) this.#slots[this.#freeSlot(hashKey(keys, flow * KEY_WORDS))] = flow + 1;
  }

  #freeSlot(hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    return slot;
  }
}

function readWord(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/** Equal for both directions of a flow: both endpoints are mixed alike, and their hashes added. */
function hashKey(keys: Uint32Array, at: number): number {
  const ports = keys[at + 8]!;
  return mix(hashEndpoint(keys, at, ports >>> 16) + hashEndpoint(keys, at + 4, ports & 0xffff), keys[at + 9]!);
}

function hashEndpoint(keys: Uint32Array, at: number, port: number): number {
  return mix(mix(mix(mix(port, keys[at]!), keys[at + 1]!), keys[at + 2]!), keys[at + 3]!);
}

/** One round of MurmurHash3 (A. Appleby, public domain), with its final shift so that low bits depend on high ones. */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const mixed = hash ^ k;
  const next = (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
  return Math.imul(next ^ (next >>> 16), 0x85ebca6b);
}
