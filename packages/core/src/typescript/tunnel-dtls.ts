import { byteAt, uint16At } from './input.ts';
import type { DecoderState } from './state.ts';

const HEADER = 13;
const APPLICATION_DATA = 23;
/** Records with a connection identifier, whose length only the peers know (RFC 9146). */
const WITH_IDENTIFIER = 25;
// The header of DTLS 1.3 (RFC 9147, 4): 001CSLEE.
const UNIFIED_MASK = 0xe0;
const UNIFIED = 0x20;
const WITH_CONNECTION = 0x10;
const LONG_NUMBER = 0x08;
const WITH_LENGTH = 0x04;

/**
 * How a UDP payload speaks for DTLS: points, or −1 where it cannot be its. Only encrypted data counts: calls in browsers
 * begin with a handshake of DTLS and go on with SRTP.
 */
export function dtlsPoints(state: DecoderState, at: number, end: number, size: number): number {
  if (at >= end) return 0;
  const first = byteAt(state, at);
  if ((first & UNIFIED_MASK) === UNIFIED) return unifiedPoints(state, at, end, size, first);
  if (!isRecord(state, at, end) || size < HEADER) return -1;
  if (at + HEADER > end || first === WITH_IDENTIFIER) return 0;
  const rest = size - HEADER - uint16At(state, at + 11);
  if (rest < 0) return -1;
  // Several records may share a datagram.
  if (rest > 0) return isRecord(state, at + size - rest, end) ? 0 : -1;
  return first === APPLICATION_DATA ? 1 : 0;
}

/** Whether a type and a version are at `at`, as far as they are captured: DTLS 1.0, 1.2, 1.3, and what AnyConnect takes for 1.0. */
function isRecord(state: DecoderState, at: number, end: number): boolean {
  if (at + 3 > end) return true;
  const type = byteAt(state, at);
  const version = uint16At(state, at + 1);
  return type >= 20 && type <= 25 && (version === 0xfeff || version === 0xfefd || version === 0xfefc || version === 0x0100);
}

/** Without a length nothing tells such a record from other bytes. */
function unifiedPoints(state: DecoderState, at: number, end: number, size: number, first: number): number {
  if ((first & WITH_CONNECTION) !== 0 || (first & WITH_LENGTH) === 0) return -1;
  const header = (first & LONG_NUMBER) !== 0 ? 5 : 4;
  if (at + header > end) return 0;
  return header + uint16At(state, at + header - 2) === size ? 1 : -1;
}
