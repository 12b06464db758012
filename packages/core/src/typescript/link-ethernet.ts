import { SKIP_ARP, SKIP_ENCRYPTED_FRAME, SKIP_NOT_IP, SKIP_TRUNCATED_HEADER } from '../decoding/codes.ts';
import {
  LAYER_BACKBONE, LAYER_CISCO_METADATA, LAYER_ETHERNET, LAYER_IPV4, LAYER_IPV6, LAYER_LLC, LAYER_MACSEC, LAYER_MPLS, LAYER_PPPOE, LAYER_VLAN,
} from '../decoding/layers.ts';
import { byteAt, uint16At } from './input.ts';
import type { DecoderState } from './state.ts';

/** The layer that an EtherType announces (IEEE 802 numbers). */
export function typeLayer(type: number): number {
  if (type === 0x0800) return LAYER_IPV4;
  if (type === 0x86dd) return LAYER_IPV6;
  if (type === 0x0806) return ~SKIP_ARP;
  // 802.1Q, 802.1ad (QinQ), and two values in use for QinQ before it.
  if (type === 0x8100 || type === 0x88a8 || type === 0x9100 || type === 0x9200) return LAYER_VLAN;
  if (type === 0x8847 || type === 0x8848) return LAYER_MPLS;
  if (type === 0x8864) return LAYER_PPPOE;
  // Jumbo frames with LLC.
  if (type === 0x8870) return LAYER_LLC;
  if (type === 0x88e7) return LAYER_BACKBONE;
  if (type === 0x8909) return LAYER_CISCO_METADATA;
  if (type === 0x88e5) return LAYER_MACSEC;
  return ~SKIP_NOT_IP;
}

/** The layer after the type field at `at`, which may be the length of an IEEE 802.3 frame instead. */
function readType(state: DecoderState, at: number): number {
  if (at + 2 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const type = uint16At(state, at);
  state.ipStart = at + 2;
  return type > 0 && type <= 1500 ? LAYER_LLC : typeLayer(type);
}

export const readEthernet = (state: DecoderState): number => readType(state, state.ipStart + 12);

export const readVlan = (state: DecoderState): number => readType(state, state.ipStart + 2);

/** IEEE 802.1ah: flags and service identifier, then the customer's whole frame. */
export function readBackbone(state: DecoderState): number {
  state.ipStart += 4;
  return LAYER_ETHERNET;
}

/** Cisco's security group tag: version, length, one option, then a type. */
export const readCiscoMetadata = (state: DecoderState): number => readType(state, state.ipStart + 6);

/** IEEE 802.1AE: a frame whose E and C bits are clear is only signed; bit SC says that eight bytes of channel follow. */
export function readMacsec(state: DecoderState): number {
  if (state.ipStart >= state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const control = byteAt(state, state.ipStart);
  if ((control & 0x0c) !== 0) return ~SKIP_ENCRYPTED_FRAME;
  return readType(state, state.ipStart + ((control & 0x20) !== 0 ? 14 : 6));
}
