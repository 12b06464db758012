import { fileUint32At } from './input.ts';
import type { DecoderState } from './state.ts';
import { wordBefore, wordOf } from './tunnel-memory.ts';

// Message types with their three reserved bytes, and the lengths of those that have only one (WireGuard, "Protocol & Cryptography").
const INITIATION = 0x01000000;
const RESPONSE = 0x02000000;
const COOKIE = 0x03000000;
const DATA = 0x04000000;
/** Packets that may be missing between two captured ones, and may have overtaken each other. */
const LOST = 1048576;
const LATE = 2048;

/** How a UDP payload speaks for WireGuard: points, or −1 where it cannot be its. @param size bytes on the wire */
export function wireguardPoints(state: DecoderState, at: number, end: number, size: number): number {
  const type = wordOf(state, at, end, 0);
  if (type === INITIATION) return size === 148 ? 2 : -1;
  if (type === RESPONSE) return size === 92 ? 2 : -1;
  if (type === COOKIE) return size === 64 ? 2 : -1;
  // Data is padded to whole blocks, but not beyond what the tunnel's interface can carry (576 bytes at least, plus 32 of its own).
  if (type !== DATA || size < 32 || ((size & 15) !== 0 && size < 608)) return -1;
  if (at + 16 > end || wordBefore(state, 0) !== DATA) return 0;
  // The receiver's index stays until keys change, the counter ascends; both are little-endian, as is what is kept of the packet before.
  const step = fileUint32At(state, at + 8, false) - swap(wordBefore(state, 2));
  const same = wordOf(state, at, end, 1) === wordBefore(state, 1) && wordOf(state, at, end, 3) === wordBefore(state, 3);
  return same && step > -LATE && step < LOST && step !== 0 ? 1 : 0;
}

function swap(word: number): number {
  return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}
