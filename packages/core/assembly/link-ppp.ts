import { SKIP_NOT_IP, SKIP_TRUNCATED_HEADER } from "../src/decoding/codes";
import {
  LAYER_CISCO_HDLC, LAYER_ETHERNET, LAYER_IPV4, LAYER_IPV6, LAYER_MPLS, LAYER_PPP, LAYER_PPP_BRIDGED, LAYER_PPP_MULTILINK,
  LAYER_PPP_PROTOCOL,
} from "../src/decoding/layers";
import { byteAt, uint16At } from "./input";
import { typeLayer } from "./link-ethernet";
import { state } from "./state";

/** Address and control byte of PPP in HDLC-like framing (RFC 1662). */
const ALL_STATIONS = 0xff03;

/** RFC 2516: version and type, code, session, length. */
export function readPppoe(): i32 {
  state.ipStart += 6;
  return LAYER_PPP_PROTOCOL;
}

export function readPppDirection(): i32 {
  state.ipStart += 1;
  return LAYER_PPP;
}

export function readPpp(): i32 {
  const at = state.ipStart;
  if (at + 2 <= state.packetEnd && uint16At(at) == ALL_STATIONS) state.ipStart = at + 2;
  return LAYER_PPP_PROTOCOL;
}

/** The first byte is the address: Cisco HDLC knows unicast (0x0f) and broadcast (0x8f). */
export function readPppHdlc(): i32 {
  if (state.ipStart >= state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const address = byteAt(state.ipStart);
  return address == 0x0f || address == 0x8f ? LAYER_CISCO_HDLC : LAYER_PPP;
}

/** Address, control, then the type as in Ethernet. */
export function readCiscoHdlc(): i32 {
  const at = state.ipStart;
  if (at + 4 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart = at + 4;
  return typeLayer(uint16At(at + 2));
}

/** One byte where it is odd, else two (RFC 1661, protocol field compression). */
export function readPppProtocol(): i32 {
  const at = state.ipStart;
  if (at + 2 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const compressed = (byteAt(at) & 1) != 0;
  const protocol = compressed ? byteAt(at) : uint16At(at);
  state.ipStart = at + (compressed ? 1 : 2);
  if (protocol == 0x0021) return LAYER_IPV4;
  if (protocol == 0x0057) return LAYER_IPV6;
  if (protocol == 0x0281 || protocol == 0x0283) return LAYER_MPLS;
  if (protocol == 0x0031) return LAYER_PPP_BRIDGED;
  if (protocol == 0x003d) return LAYER_PPP_MULTILINK;
  return ~SKIP_NOT_IP;
}

/** RFC 3518: flags, and the kind of frame, of which 1 is Ethernet. */
export function readPppBridged(): i32 {
  const at = state.ipStart;
  if (at + 2 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart = at + 2;
  return byteAt(at + 1) == 1 ? LAYER_ETHERNET : ~SKIP_NOT_IP;
}

/** RFC 1990, long sequence numbers: the first fragment of a packet holds its header. */
export function readPppMultilink(): i32 {
  if (state.ipStart >= state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  if ((byteAt(state.ipStart) & 0x80) == 0) return ~SKIP_NOT_IP;
  state.ipStart += 4;
  return LAYER_PPP_PROTOCOL;
}
