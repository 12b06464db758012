import { byteAt, uint32At } from './input.ts';
import type { DecoderState } from './state.ts';
import { DIFFERENT, FIRST_LENGTH, recall, REMAINDER, remember, WEAK, wordBefore, wordOf } from './tunnel-memory.ts';

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
export function openvpnPoints(state: DecoderState, at: number, end: number, size: number): number {
  if (at >= end) return 0;
  const first = byteAt(state, at);
  const operation = first >> 3;
  const key = first & 7;
  if (operation === DATA) return size < 20 ? -1 : dataPoints(state, at, end);
  if (operation === DATA_WITH_PEER) return size < 24 ? -1 : peerPoints(state, at, end, size);
  if (size < PLAIN_RESET) return -1;
  if (operation === SOFT_RESET || operation === CONTROL || operation === ACKNOWLEDGE) return sessionPoints(state, at, end);
  const begins = operation === CLIENT_RESET || operation === SERVER_RESET || operation === CLIENT_RESET_3 || operation === CONTROL_WITH_KEY;
  if (!begins || key !== 0) return -1;
  if (operation === CLIENT_RESET && size === PLAIN_RESET && isPlainReset(state, at, end)) return 2;
  return sessionPoints(state, at, end);
}

/** The first byte stays, and the packet number ascends, hardly with gaps: so little can be checked that one packet alone says nothing. */
function dataPoints(state: DecoderState, at: number, end: number): number {
  if (at + 5 > end || wordBefore(state, 0) >>> 24 !== byteAt(state, at)) return 0;
  const before = ((wordBefore(state, 0) << 8) | (wordBefore(state, 1) >>> 24)) >>> 0;
  const step = uint32At(state, at + 1) - before;
  const count = step > 0 && step <= GAP && isTag(state, at + 5, end) ? recall(state, WEAK) + 1 : 0;
  remember(state, WEAK, count);
  return count > 0 && count % WEAK_A_POINT === 0 ? 1 : 0;
}

/** What follows a packet number is a tag or a checksum. Numbers and lengths of other protocols have bytes of 0 there. */
function isTag(state: DecoderState, at: number, end: number): boolean {
  return at + 4 <= end && byteAt(state, at) !== 0 && byteAt(state, at + 1) !== 0 && byteAt(state, at + 2) !== 0 && byteAt(state, at + 3) !== 0;
}

/** Operation, key and the peer's number stay, the packet number ascends. Older ciphers have a checksum in its place. */
function peerPoints(state: DecoderState, at: number, end: number, size: number): number {
  if (at + 8 > end) return 0;
  const peer = wordOf(state, at, end, 0);
  if ((peer & 0xff0000) !== 0 && (peer & 0xffffff) !== 0xffffff) return -1;
  if (peer !== wordBefore(state, 0)) return 0;
  if (follows(wordOf(state, at, end, 1), wordBefore(state, 1))) return isTag(state, at + 8, end) ? 1 : 0;
  return weakPoints(state, size);
}

/** Checksum and first block of the older ciphers have fixed lengths, the rest is whole blocks of 8 or 16 bytes: one remainder. */
function weakPoints(state: DecoderState, size: number): number {
  const known = recall(state, WEAK);
  const count = known > 0 && (size & 7) === recall(state, REMAINDER) ? known + 1 : 1;
  remember(state, WEAK, count);
  if (count === 1) {
    remember(state, REMAINDER, size & 7);
    remember(state, FIRST_LENGTH, (size >> 3) & 0x7f);
    remember(state, DIFFERENT, 0);
  }
  if (((size >> 3) & 0x7f) !== recall(state, FIRST_LENGTH)) remember(state, DIFFERENT, 1);
  return recall(state, DIFFERENT) !== 0 && count % WEAK_A_POINT === 0 ? 1 : 0;
}

/** A session keeps its number of eight random bytes through different operations. */
function sessionPoints(state: DecoderState, at: number, end: number): number {
  if (at + 9 > end || !isRandom(state, at + 1)) return 0;
  const sameSession = ((wordOf(state, at, end, 0) ^ wordBefore(state, 0)) & 0xffffff) === 0 && wordOf(state, at, end, 1) === wordBefore(state, 1);
  return sameSession && wordBefore(state, 0) >>> 24 !== byteAt(state, at) ? 1 : 0;
}

/** Text and small numbers have no byte with the upper bit; of eight random bytes one nearly always has it. */
const isRandom = (state: DecoderState, at: number): boolean => ((uint32At(state, at) | uint32At(state, at + 4)) & 0x80808080) !== 0;

function isPlainReset(state: DecoderState, at: number, end: number): boolean {
  return at + PLAIN_RESET <= end && isRandom(state, at + 1) && byteAt(state, at + 9) === 0 && uint32At(state, at + 10) === 0;
}

function follows(number: number, before: number): boolean {
  const step = number - before;
  return step > -LATE && step < LOST && step !== 0;
}
