import { ADDRESS_IPV4, LONGEST_PACKET, SKIP_BAD_IP_HEADER, SKIP_IMPOSSIBLE_LENGTH, SKIP_NONE, SKIP_TRUNCATED_HEADER } from "../src/decoding/codes";
import { byteAt, uint16At } from "./input";
import { decodePorts } from "./ports";
import { state } from "./state";

const SHORTEST_HEADER = 20;
const MORE_FRAGMENTS = 0x2000;
const FRAGMENT_OFFSET = 0x1fff;

export function decodeIpv4(): i32 {
  const start = state.ipStart;
  if (start + SHORTEST_HEADER > state.packetEnd) return SKIP_TRUNCATED_HEADER;
  const header = 4 * (byteAt(start) & 15);
  if (header < SHORTEST_HEADER) return SKIP_BAD_IP_HEADER;
  let size = <u32>uint16At(start + 2);
  // Offloading leaves the length out of packets that are too long for the field.
  if (size == 0) size = state.ipWire;
  if (size > <u32>LONGEST_PACKET) return SKIP_IMPOSSIBLE_LENGTH;
  if (size < <u32>header) return SKIP_BAD_IP_HEADER;
  state.ipSize = size;
  state.addressKind = ADDRESS_IPV4;
  state.sourceAt = start + 12;
  state.destinationAt = start + 16;
  state.protocol = byteAt(start + 9);
  state.transportAt = start + header;
  const fragment = uint16At(start + 6);
  state.laterFragment = <i32>((fragment & FRAGMENT_OFFSET) != 0);
  state.firstFragment = <i32>((fragment & (FRAGMENT_OFFSET | MORE_FRAGMENTS)) == MORE_FRAGMENTS);
  state.fragmentId = <u32>uint16At(start + 4);
  decodePorts();
  return SKIP_NONE;
}
