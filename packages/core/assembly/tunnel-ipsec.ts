import { byteAt, uint32At } from "./input";
import { wordBefore, wordOf } from "./tunnel-memory";
import { state } from "./state";

/** Ports of IKE, and of IKE and ESP in UDP (RFC 3948). */
const IKE = 500;
const TRAVERSAL = 4500;
const IKE_HEADER = 28;
/** Packets that may be missing between two captured ones, and may have overtaken each other. */
const LOST = 1024;
const LATE = 64;

/** How a UDP payload speaks for IPsec: points, or −1 where it cannot be its. Only its own ports: ESP has few marks. */
export function ipsecPoints(at: i32, end: i32, size: i32): i32 {
  if (state.sourcePort == TRAVERSAL || state.destinationPort == TRAVERSAL) return traversalPoints(at, end, size);
  return state.sourcePort == IKE || state.destinationPort == IKE ? ikePoints(at, end, size) : -1;
}

function traversalPoints(at: i32, end: i32, size: i32): i32 {
  // The keepalive that holds an address translation open.
  if (size == 1) return at < end && byteAt(at) == 0xff ? 0 : -1;
  if (at + 8 > end) return 0;
  // Four bytes of 0 tell IKE from ESP, whose index is never below 256.
  const index = wordOf(at, end, 0);
  if (index == 0) return ikePoints(at + 4, end, size - 4);
  if (index < 256 || size < 24 || (size & 3) != 0) return -1;
  const step = <i64>wordOf(at, end, 1) - <i64>wordBefore(1);
  return index == wordBefore(0) && step > -LATE && step < LOST && step != 0 ? 1 : 0;
}

/** RFC 7296, RFC 2408: two indexes, next payload, version, exchange, flags, message number, length. */
function ikePoints(at: i32, end: i32, size: i32): i32 {
  if (size < IKE_HEADER) return -1;
  if (at + IKE_HEADER > end) return 0;
  const version = byteAt(at + 17);
  const exchange = byteAt(at + 18);
  if ((uint32At(at) | uint32At(at + 4)) == 0 || uint32At(at + 24) != <u32>size) return -1;
  if (version == 0x10) return exchange <= 6 || exchange == 32 || exchange == 33 ? 2 : -1;
  return version == 0x20 && exchange >= 34 && exchange <= 44 ? 2 : -1;
}
