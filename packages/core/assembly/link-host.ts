import { SETTING_BIG_ENDIAN, SETTINGS, SKIP_NOT_IP, SKIP_TRUNCATED_HEADER } from "../src/decoding/codes";
import { LAYER_IPV4, LAYER_IPV6, LAYER_LLC, LAYER_PPP, LAYER_RADIOTAP } from "../src/decoding/layers";
import { read } from "./arrays";
import { byteAt, fileUint16At, fileUint32At, uint16At, uint32At } from "./input";
import { typeLayer } from "./link-ethernet";
import { state } from "./state";

// What an operating system puts before a packet instead of the header of a link.

const AF_INET = 2;

/** AF_INET6 of Linux, NetBSD and OpenBSD, FreeBSD, macOS. */
function isInet6(family: u32): bool {
  return family == 10 || family == 24 || family == 28 || family == 30;
}

/** BSD loopback: the address family in the byte order of the machine that wrote it, or of the network. */
export function readLoopback(): i32 {
  const at = state.ipStart;
  if (at + 4 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  // Some ISDN drivers wrote PPP under this number.
  if (uint16At(at) == 0xff03) return LAYER_PPP;
  const big = uint32At(at);
  const little = fileUint32At(at, false);
  // Families are small numbers, so that the wrong order shows. Old Linux wrote an EtherType.
  const family = big < little ? big : little;
  state.ipStart = at + 4;
  if (family == AF_INET) return LAYER_IPV4;
  if (isInet6(family)) return LAYER_IPV6;
  return family > 1500 && family <= 0xffff ? typeLayer(family) : ~SKIP_NOT_IP;
}

/** Linux cooked capture: packet type, ARPHRD_ type, address length, address, protocol. */
export function readCooked(): i32 {
  const at = state.ipStart;
  if (at + 16 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart = at + 16;
  return cookedLayer(uint16At(at + 2), uint16At(at + 14));
}

/** Version 2: protocol, two reserved bytes, interface index, ARPHRD_ type, packet type, address length, address. */
export function readCooked2(): i32 {
  const at = state.ipStart;
  if (at + 20 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart = at + 20;
  return cookedLayer(uint16At(at + 8), uint16At(at));
}

/** Radiotap, netlink and frame relay give the protocol field another meaning or none. */
function cookedLayer(hardware: i32, protocol: i32): i32 {
  if (hardware == 803) return LAYER_RADIOTAP;
  if (hardware == 824 || hardware == 770) return ~SKIP_NOT_IP;
  return protocol == 4 ? LAYER_LLC : typeLayer(protocol);
}

const NFULA_PAYLOAD = 9;

/** Linux netfilter log: family, version, resource, then attributes (length, type, value, padded to four bytes). */
export function readNflog(): i32 {
  let at = state.ipStart;
  if (at + 4 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const family = byteAt(at);
  const bigEndian = read<i32>(state.settings, SETTING_BIG_ENDIAN, SETTINGS) == 1;
  for (at += 4; at + 4 <= state.packetEnd; ) {
    const length = fileUint16At(at, bigEndian);
    // A length includes itself and the type.
    if (length < 4) return ~SKIP_NOT_IP;
    if ((fileUint16At(at + 2, bigEndian) & 0x7fff) == NFULA_PAYLOAD) {
      state.ipStart = at + 4;
      state.ipWire = at - state.packetStart + length;
      if (family == AF_INET) return LAYER_IPV4;
      return isInet6(family) ? LAYER_IPV6 : ~SKIP_NOT_IP;
    }
    at += (length + 3) & ~3;
  }
  return isCut() ? ~SKIP_TRUNCATED_HEADER : ~SKIP_NOT_IP;
}

function isCut(): bool {
  return <u32>(state.packetEnd - state.packetStart) < state.packetWire;
}
