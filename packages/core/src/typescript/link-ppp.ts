import { SKIP_NOT_IP, SKIP_TRUNCATED_HEADER } from '../decoding/codes.ts';
import {
  LAYER_CISCO_HDLC, LAYER_ETHERNET, LAYER_IPV4, LAYER_IPV6, LAYER_MPLS, LAYER_PPP, LAYER_PPP_BRIDGED, LAYER_PPP_MULTILINK,
  LAYER_PPP_PROTOCOL,
} from '../decoding/layers.ts';
import { byteAt, uint16At } from './input.ts';
import { typeLayer } from './link-ethernet.ts';
import type { DecoderState } from './state.ts';

/** Address and control byte of PPP in HDLC-like framing (RFC 1662). */
const ALL_STATIONS = 0xff03;

/** RFC 2516: version and type, code, session, length. */
export function readPppoe(state: DecoderState): number {
  state.ipStart += 6;
  return LAYER_PPP_PROTOCOL;
}

export function readPppDirection(state: DecoderState): number {
  state.ipStart += 1;
  return LAYER_PPP;
}

export function readPpp(state: DecoderState): number {
  const at = state.ipStart;
  if (at + 2 <= state.packetEnd && uint16At(state, at) === ALL_STATIONS) state.ipStart = at + 2;
  return LAYER_PPP_PROTOCOL;
}

/** The first byte is the address: Cisco HDLC knows unicast (0x0f) and broadcast (0x8f). */
export function readPppHdlc(state: DecoderState): number {
  if (state.ipStart >= state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const address = byteAt(state, state.ipStart);
  return address === 0x0f || address === 0x8f ? LAYER_CISCO_HDLC : LAYER_PPP;
}

/** Address, control, then the type as in Ethernet. */
export function readCiscoHdlc(state: DecoderState): number {
  const at = state.ipStart;
  if (at + 4 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart = at + 4;
  return typeLayer(uint16At(state, at + 2));
}

/** One byte where it is odd, else two (RFC 1661, protocol field compression). */
export function readPppProtocol(state: DecoderState): number {
  const at = state.ipStart;
  if (at + 2 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const compressed = (byteAt(state, at) & 1) !== 0;
  const protocol = compressed ? byteAt(state, at) : uint16At(state, at);
  state.ipStart = at + (compressed ? 1 : 2);
  if (protocol === 0x0021) return LAYER_IPV4;
  if (protocol === 0x0057) return LAYER_IPV6;
  if (protocol === 0x0281 || protocol === 0x0283) return LAYER_MPLS;
  if (protocol === 0x0031) return LAYER_PPP_BRIDGED;
  if (protocol === 0x003d) return LAYER_PPP_MULTILINK;
  return ~SKIP_NOT_IP;
}

/** RFC 3518: flags, and the kind of frame, of which 1 is Ethernet. */
export function readPppBridged(state: DecoderState): number {
  const at = state.ipStart;
  if (at + 2 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart = at + 2;
  return byteAt(state, at + 1) === 1 ? LAYER_ETHERNET : ~SKIP_NOT_IP;
}

/** RFC 1990, long sequence numbers: the first fragment of a packet holds its header. */
export function readPppMultilink(state: DecoderState): number {
  if (state.ipStart >= state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  if ((byteAt(state, state.ipStart) & 0x80) === 0) return ~SKIP_NOT_IP;
  state.ipStart += 4;
  return LAYER_PPP_PROTOCOL;
}
