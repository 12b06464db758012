import { SETTING_BIG_ENDIAN, SKIP_NOT_IP, SKIP_TRUNCATED_HEADER } from '../decoding/codes.ts';
import { LAYER_IPV4, LAYER_IPV6, LAYER_LLC, LAYER_PPP, LAYER_RADIOTAP } from '../decoding/layers.ts';
import { byteAt, fileUint16At, fileUint32At, uint16At, uint32At } from './input.ts';
import { typeLayer } from './link-ethernet.ts';
import type { DecoderState } from './state.ts';

// What an operating system puts before a packet instead of the header of a link.

const AF_INET = 2;

/** AF_INET6 of Linux, NetBSD and OpenBSD, FreeBSD, macOS. */
const isInet6 = (family: number): boolean => family === 10 || family === 24 || family === 28 || family === 30;

/** BSD loopback: the address family in the byte order of the machine that wrote it, or of the network. */
export function readLoopback(state: DecoderState): number {
  const at = state.ipStart;
  if (at + 4 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  // Some ISDN drivers wrote PPP under this number.
  if (uint16At(state, at) === 0xff03) return LAYER_PPP;
  const big = uint32At(state, at);
  const little = fileUint32At(state, at, false);
  // Families are small numbers, so that the wrong order shows. Old Linux wrote an EtherType.
  const family = big < little ? big : little;
  state.ipStart = at + 4;
  if (family === AF_INET) return LAYER_IPV4;
  if (isInet6(family)) return LAYER_IPV6;
  return family > 1500 && family <= 0xffff ? typeLayer(family) : ~SKIP_NOT_IP;
}

/** Linux cooked capture: packet type, ARPHRD_ type, address length, address, protocol. */
export function readCooked(state: DecoderState): number {
  const at = state.ipStart;
  if (at + 16 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart = at + 16;
  return cookedLayer(uint16At(state, at + 2), uint16At(state, at + 14));
}

/** Version 2: protocol, two reserved bytes, interface index, ARPHRD_ type, packet type, address length, address. */
export function readCooked2(state: DecoderState): number {
  const at = state.ipStart;
  if (at + 20 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart = at + 20;
  return cookedLayer(uint16At(state, at + 8), uint16At(state, at));
}

/** Radiotap, netlink and frame relay give the protocol field another meaning or none. */
function cookedLayer(hardware: number, protocol: number): number {
  if (hardware === 803) return LAYER_RADIOTAP;
  if (hardware === 824 || hardware === 770) return ~SKIP_NOT_IP;
  return protocol === 4 ? LAYER_LLC : typeLayer(protocol);
}

const NFULA_PAYLOAD = 9;

/** Linux netfilter log: family, version, resource, then attributes (length, type, value, padded to four bytes). */
export function readNflog(state: DecoderState): number {
  let at = state.ipStart;
  if (at + 4 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const family = byteAt(state, at);
  const bigEndian = state.settings[SETTING_BIG_ENDIAN]! === 1;
  for (at += 4; at + 4 <= state.packetEnd; ) {
    const length = fileUint16At(state, at, bigEndian);
    // A length includes itself and the type.
    if (length < 4) return ~SKIP_NOT_IP;
    if ((fileUint16At(state, at + 2, bigEndian) & 0x7fff) === NFULA_PAYLOAD) {
      state.ipStart = at + 4;
      state.ipWire = at - state.packetStart + length;
      if (family === AF_INET) return LAYER_IPV4;
      return isInet6(family) ? LAYER_IPV6 : ~SKIP_NOT_IP;
    }
    at += (length + 3) & ~3;
  }
  return isCut(state) ? ~SKIP_TRUNCATED_HEADER : ~SKIP_NOT_IP;
}

const isCut = (state: DecoderState): boolean => state.packetEnd - state.packetStart < state.packetWire;
