import { ADDRESS_IPV6, LONGEST_PACKET, SKIP_BAD_IP_HEADER, SKIP_IMPOSSIBLE_LENGTH, SKIP_NONE, SKIP_TRUNCATED_HEADER } from '../decoding/codes.ts';
import { byteAt, uint16At, uint32At } from './input.ts';
import { decodePorts } from './ports.ts';
import type { DecoderState } from './state.ts';

const HEADER = 40;
const FRAGMENT = 44;
const NO_NEXT_HEADER = 59;

/** Hop-by-hop, routing, destination options, mobility, HIP, Shim6: all say their length alike (RFC 6564). */
function isExtension(header: number): boolean {
  return header === 0 || header === 43 || header === 60 || header === 135 || header === 139 || header === 140;
}

/** Decodes an IPv6 header with its extension headers (RFC 8200). @returns SKIP_… */
export function decodeIpv6(state: DecoderState): number {
  const start = state.ipStart;
  const end = state.packetEnd;
  if (start + HEADER > end) return SKIP_TRUNCATED_HEADER;
  const payload = uint16At(state, start + 4);
  let next = byteAt(state, start + 6);
  // A payload length of 0 stands for a jumbogram or an offloaded packet, unless there is really nothing.
  const size = payload === 0 && next !== NO_NEXT_HEADER ? state.ipWire : payload + HEADER;
  if (size > LONGEST_PACKET) return SKIP_IMPOSSIBLE_LENGTH;
  if (size < HEADER) return SKIP_BAD_IP_HEADER;
  state.ipSize = size;
  state.addressKind = ADDRESS_IPV6;
  state.sourceAt = start + 8;
  state.destinationAt = start + 24;
  let at = start + HEADER;
  const ipEnd = start + size;
  // Behind the header of a later fragment comes data, whatever its next header says.
  while ((isExtension(next) || next === FRAGMENT) && state.laterFragment === 0) {
    // Of a header that the snap length cut, or the packet's own length, the first byte still says what follows, but not where.
    if (at + 8 > end || at + 8 > ipEnd) {
      if (at < end && at < ipEnd) next = byteAt(state, at);
      at = end;
      state.portsCut = 1;
      break;
    }
    if (next === FRAGMENT) decodeFragment(state, at);
    const length = next === FRAGMENT ? 8 : 8 * (byteAt(state, at + 1) + 1);
    next = byteAt(state, at);
    at += length;
  }
  state.protocol = next;
  state.transportAt = at;
  decodePorts(state);
  return SKIP_NONE;
}

/** One that is first and last at once is a whole packet (RFC 6946). */
function decodeFragment(state: DecoderState, at: number): void {
  const fragment = uint16At(state, at + 2);
  state.laterFragment = fragment >> 3 !== 0 ? 1 : 0;
  state.firstFragment = state.laterFragment === 0 && (fragment & 1) === 1 ? 1 : 0;
  state.fragmentId = uint32At(state, at + 4);
}
