import { byteAt, uint32At } from "./input";
import { DIFFERENT, FIRST_LENGTH, recall, REMAINDER, remember, WEAK, wordBefore, wordOf } from "./tunnel-memory";

// Operations, the upper five bits of the first byte; the lower three number the key (OpenVPN, ssl_pkt.h).
const SOFT_RESET = 3;
const CONTROL = 4;
const ACKNOWLEDGE = 5;
const DATA = 6;
const CLIENT_RESET = 7;
const SERVER_RESET = 8;
const DATA_WITH_PEER = 9;
const CLIENT_RESET_3 = 10;
const CONTROL_WITH_KEY = 11;
/** The client's first packet without further protection: session, no acknowledgement, packet 0. */
const PLAIN_RESET = 14;
/** Packets that may be missing between two captured ones, and may have overtaken each other. */
const LOST = 1024;
const LATE = 64;
/** Packets in a row that make one point where each shows little: without the peer's number, or with an older cipher. */
const WEAK_A_POINT = 8;
/** Numbers left out between two packets that show nothing else. */
const GAP = 16;

/** How a datagram, or a record over TCP, speaks for OpenVPN: points, or −1 where it cannot be its. @param size bytes on the wire */
export function openvpnPoints(at: i32, end: i32, size: i32): i32 {
  if (at >= end) return 0;
  const first = byteAt(at);
  const operation = first >> 3;
  const key = first & 7;
  if (operation == DATA) return size < 20 ? -1 : dataPoints(at, end);
  if (operation == DATA_WITH_PEER) return size < 24 ? -1 : peerPoints(at, end, size);
  if (size < PLAIN_RESET) return -1;
  if (operation == SOFT_RESET || operation == CONTROL || operation == ACKNOWLEDGE) return sessionPoints(at, end);
  const begins = operation == CLIENT_RESET || operation == SERVER_RESET || operation == CLIENT_RESET_3 || operation == CONTROL_WITH_KEY;
  if (!begins || key != 0) return -1;
  if (operation == CLIENT_RESET && size == PLAIN_RESET && isPlainReset(at, end)) return 2;
  return sessionPoints(at, end);
}

/** The first byte stays, and the packet number ascends, hardly with gaps: so little can be checked that one packet alone says nothing. */
function dataPoints(at: i32, end: i32): i32 {
  if (at + 5 > end || wordBefore(0) >>> 24 != <u32>byteAt(at)) return 0;
  const before = (wordBefore(0) << 8) | (wordBefore(1) >>> 24);
  const step = <i64>uint32At(at + 1) - <i64>before;
  const count = step > 0 && step <= GAP && isTag(at + 5, end) ? recall(WEAK) + 1 : 0;
  remember(WEAK, count);
  return count > 0 && count % WEAK_A_POINT == 0 ? 1 : 0;
}

/** What follows a packet number is a tag or a checksum. Numbers and lengths of other protocols have bytes of 0 there. */
function isTag(at: i32, end: i32): bool {
  return at + 4 <= end && byteAt(at) != 0 && byteAt(at + 1) != 0 && byteAt(at + 2) != 0 && byteAt(at + 3) != 0;
}

/** Operation, key and the peer's number stay, the packet number ascends. Older ciphers have a checksum in its place. */
function peerPoints(at: i32, end: i32, size: i32): i32 {
  if (at + 8 > end) return 0;
  const peer = wordOf(at, end, 0);
  if ((peer & 0xff0000) != 0 && (peer & 0xffffff) != 0xffffff) return -1;
  if (peer != wordBefore(0)) return 0;
  if (follows(wordOf(at, end, 1), wordBefore(1))) return isTag(at + 8, end) ? 1 : 0;
  return weakPoints(size);
}

/** Checksum and first block of the older ciphers have fixed lengths, the rest is whole blocks of 8 or 16 bytes: one remainder. */
function weakPoints(size: i32): i32 {
  const known = recall(WEAK);
  const count = known > 0 && (size & 7) == recall(REMAINDER) ? known + 1 : 1;
  remember(WEAK, count);
  if (count == 1) {
    remember(REMAINDER, size & 7);
    remember(FIRST_LENGTH, (size >> 3) & 0x7f);
    remember(DIFFERENT, 0);
  }
  if (((size >> 3) & 0x7f) != recall(FIRST_LENGTH)) remember(DIFFERENT, 1);
  return recall(DIFFERENT) != 0 && count % WEAK_A_POINT == 0 ? 1 : 0;
}

/** A session keeps its number of eight random bytes through different operations. */
function sessionPoints(at: i32, end: i32): i32 {
  if (at + 9 > end || !isRandom(at + 1)) return 0;
  const sameSession = ((wordOf(at, end, 0) ^ wordBefore(0)) & 0xffffff) == 0 && wordOf(at, end, 1) == wordBefore(1);
  return sameSession && wordBefore(0) >>> 24 != <u32>byteAt(at) ? 1 : 0;
}

/** Text and small numbers have no byte with the upper bit; of eight random bytes one nearly always has it. */
function isRandom(at: i32): bool {
  return ((uint32At(at) | uint32At(at + 4)) & 0x80808080) != 0;
}

function isPlainReset(at: i32, end: i32): bool {
  return at + PLAIN_RESET <= end && isRandom(at + 1) && byteAt(at + 9) == 0 && uint32At(at + 10) == 0;
}

function follows(number: u32, before: u32): bool {
  const step = <i64>number - <i64>before;
  return step > -LATE && step < LOST && step != 0;
}
