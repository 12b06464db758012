import { fileUint32At } from "./input";
import { wordBefore, wordOf } from "./tunnel-memory";

// Message types with their three reserved bytes, and the lengths of those that have only one (WireGuard, "Protocol & Cryptography").
const INITIATION = 0x01000000;
const RESPONSE = 0x02000000;
const COOKIE = 0x03000000;
const DATA = 0x04000000;
/** Packets that may be missing between two captured ones, and may have overtaken each other. */
const LOST = 1048576;
const LATE = 2048;

/** How a UDP payload speaks for WireGuard: points, or −1 where it cannot be its. @param size bytes on the wire */
export function wireguardPoints(at: i32, end: i32, size: i32): i32 {
  const type = wordOf(at, end, 0);
  if (type == INITIATION) return size == 148 ? 2 : -1;
  if (type == RESPONSE) return size == 92 ? 2 : -1;
  if (type == COOKIE) return size == 64 ? 2 : -1;
  // Data is padded to whole blocks, but not beyond what the tunnel's interface can carry (576 bytes at least, plus 32 of its own).
  if (type != DATA || size < 32 || ((size & 15) != 0 && size < 608)) return -1;
  if (at + 16 > end || wordBefore(0) != DATA) return 0;
  // The receiver's index stays until keys change, the counter ascends; both are little-endian, as is what is kept of the packet before.
  const step = <i64>fileUint32At(at + 8, false) - <i64>swap(wordBefore(2));
  const same = wordOf(at, end, 1) == wordBefore(1) && wordOf(at, end, 3) == wordBefore(3);
  return same && step > -LATE && step < LOST && step != 0 ? 1 : 0;
}

function swap(word: u32): u32 {
  return bswap<u32>(word);
}
