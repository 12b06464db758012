import { ADDRESS_IPV4, LONGEST_PACKET, SKIP_BAD_IP_HEADER, SKIP_IMPOSSIBLE_LENGTH, SKIP_NONE, SKIP_TRUNCATED_HEADER } from '../decoding/codes.ts';
import { byteAt, uint16At } from './input.ts';
import { decodePorts } from './ports.ts';
import type { DecoderState } from './state.ts';

const SHORTEST_HEADER = 20;
const MORE_FRAGMENTS = 0x2000;
const FRAGMENT_OFFSET = 0x1fff;

/** Decodes an IPv4 header with its options (RFC 791). @returns SKIP_… */
export function decodeIpv4(state: DecoderState): number {
  const start = state.ipStart;
  if (start + SHORTEST_HEADER > state.packetEnd) return SKIP_TRUNCATED_HEADER;
  const header = 4 * (byteAt(state, start) & 15);
  if (header < SHORTEST_HEADER) return SKIP_BAD_IP_HEADER;
  let size = uint16At(state, start + 2);
  // Offloading leaves the length out of packets that are too long for the field.
  if (size === 0) size = state.ipWire;
  if (size > LONGEST_PACKET) return SKIP_IMPOSSIBLE_LENGTH;
  if (size < header) return SKIP_BAD_IP_HEADER;
  state.ipSize = size;
  state.addressKind = ADDRESS_IPV4;
  state.sourceAt = start + 12;
  state.destinationAt = start + 16;
  state.protocol = byteAt(state, start + 9);
  state.transportAt = start + header;
  const fragment = uint16At(state, start + 6);
  state.laterFragment = (fragment & FRAGMENT_OFFSET) !== 0 ? 1 : 0;
  state.firstFragment = (fragment & (FRAGMENT_OFFSET | MORE_FRAGMENTS)) === MORE_FRAGMENTS ? 1 : 0;
  state.fragmentId = uint16At(state, start + 4);
  decodePorts(state);
  return SKIP_NONE;
}
