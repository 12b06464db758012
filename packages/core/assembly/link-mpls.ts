import { SKIP_NOT_IP, SKIP_TRUNCATED_HEADER } from "../src/decoding/codes";
import { LAYER_ETHERNET, LAYER_IPV4, LAYER_IPV6, LAYER_MPLS, LAYER_MPLS_PAYLOAD } from "../src/decoding/layers";
import { byteAt, uint16At } from "./input";
import { typeLayer } from "./link-ethernet";
import { state } from "./state";

/** One label (RFC 3032): its lowest bit but eight says whether it is the last. */
export function readLabel(): i32 {
  const at = state.ipStart;
  if (at + 4 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart = at + 4;
  return (byteAt(at + 2) & 1) != 0 ? LAYER_MPLS_PAYLOAD : LAYER_MPLS;
}

/** No field says what the labels carry: the first half byte does (RFC 4928), and for a wire of Ethernet the frame's own type. */
export function readLabelled(): i32 {
  const at = state.ipStart;
  if (at >= state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const nibble = byteAt(at) >> 4;
  if (nibble == 4) return LAYER_IPV4;
  if (nibble == 6) return LAYER_IPV6;
  if (nibble == 1) return readChannel();
  // With a control word (RFC 4448) the frame comes four bytes later.
  if (nibble == 0 && isFrame(at + 4)) state.ipStart = at + 4;
  else if (!isFrame(at)) return ~SKIP_NOT_IP;
  return LAYER_ETHERNET;
}

/** Associated channel (RFC 4385), whose types for IP are those of PPP. */
function readChannel(): i32 {
  const at = state.ipStart;
  if (at + 4 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const type = uint16At(at + 2);
  state.ipStart = at + 4;
  if (type == 0x0021) return LAYER_IPV4;
  return type == 0x0057 ? LAYER_IPV6 : ~SKIP_NOT_IP;
}

/** Whether an Ethernet frame at `at` would have a type that leads on. */
function isFrame(at: i32): bool {
  return at + 14 <= state.packetEnd && typeLayer(uint16At(at + 12)) != ~SKIP_NOT_IP;
}
