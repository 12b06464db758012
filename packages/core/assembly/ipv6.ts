import { ADDRESS_IPV6, LONGEST_PACKET, SKIP_BAD_IP_HEADER, SKIP_IMPOSSIBLE_LENGTH, SKIP_NONE, SKIP_TRUNCATED_HEADER } from "../src/decoding/codes";
import { byteAt, uint16At, uint32At } from "./input";
import { decodePorts } from "./ports";
import { state } from "./state";

const HEADER = 40;
const FRAGMENT = 44;
const NO_NEXT_HEADER = 59;

function isExtension(header: i32): bool {
  return header == 0 || header == 43 || header == 60 || header == 135 || header == 139 || header == 140;
}

export function decodeIpv6(): i32 {
  const start = state.ipStart;
  const end = state.packetEnd;
  if (start + HEADER > end) return SKIP_TRUNCATED_HEADER;
  const payload = uint16At(start + 4);
  let next = byteAt(start + 6);
  // A payload length of 0 stands for a jumbogram or an offloaded packet, unless there is really nothing.
  const size = payload == 0 && next != NO_NEXT_HEADER ? state.ipWire : <u32>(payload + HEADER);
  if (size > <u32>LONGEST_PACKET) return SKIP_IMPOSSIBLE_LENGTH;
  if (size < <u32>HEADER) return SKIP_BAD_IP_HEADER;
  state.ipSize = size;
  state.addressKind = ADDRESS_IPV6;
  state.sourceAt = start + 8;
  state.destinationAt = start + 24;
  let at = start + HEADER;
  const ipEnd = start + <i32>size;
  // Behind the header of a later fragment comes data, whatever its next header says.
  while ((isExtension(next) || next == FRAGMENT) && state.laterFragment == 0) {
    // Of a header that the snap length cut, or the packet's own length, the first byte still says what follows, but not where.
    if (at + 8 > end || at + 8 > ipEnd) {
      if (at < end && at < ipEnd) next = byteAt(at);
      at = end;
      state.portsCut = 1;
      break;
    }
    if (next == FRAGMENT) decodeFragment(at);
    const length = next == FRAGMENT ? 8 : 8 * (byteAt(at + 1) + 1);
    next = byteAt(at);
    at += length;
  }
  state.protocol = next;
  state.transportAt = at;
  decodePorts();
  return SKIP_NONE;
}

function decodeFragment(at: i32): void {
  const fragment = uint16At(at + 2);
  state.laterFragment = <i32>((fragment >> 3) != 0);
  state.firstFragment = <i32>(state.laterFragment == 0 && (fragment & 1) == 1);
  state.fragmentId = uint32At(at + 4);
}
