import { SKIP_ARP, SKIP_ENCRYPTED_FRAME, SKIP_NOT_IP, SKIP_TRUNCATED_HEADER } from "../src/decoding/codes";
import {
  LAYER_BACKBONE, LAYER_CISCO_METADATA, LAYER_ETHERNET, LAYER_IPV4, LAYER_IPV6, LAYER_LLC, LAYER_MACSEC, LAYER_MPLS, LAYER_PPPOE, LAYER_VLAN,
} from "../src/decoding/layers";
import { byteAt, uint16At } from "./input";
import { state } from "./state";

/** The layer that an EtherType announces (IEEE 802 numbers). */
export function typeLayer(type: i32): i32 {
  if (type == 0x0800) return LAYER_IPV4;
  if (type == 0x86dd) return LAYER_IPV6;
  if (type == 0x0806) return ~SKIP_ARP;
  // 802.1Q, 802.1ad (QinQ), and two values in use for QinQ before it.
  if (type == 0x8100 || type == 0x88a8 || type == 0x9100 || type == 0x9200) return LAYER_VLAN;
  if (type == 0x8847 || type == 0x8848) return LAYER_MPLS;
  if (type == 0x8864) return LAYER_PPPOE;
  // Jumbo frames with LLC.
  if (type == 0x8870) return LAYER_LLC;
  if (type == 0x88e7) return LAYER_BACKBONE;
  if (type == 0x8909) return LAYER_CISCO_METADATA;
  if (type == 0x88e5) return LAYER_MACSEC;
  return ~SKIP_NOT_IP;
}

/** The layer after the type field at `at`, which may be the length of an IEEE 802.3 frame instead. */
function readType(at: i32): i32 {
  if (at + 2 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const type = uint16At(at);
  state.ipStart = at + 2;
  return type > 0 && type <= 1500 ? LAYER_LLC : typeLayer(type);
}

export function readEthernet(): i32 {
  return readType(state.ipStart + 12);
}

export function readVlan(): i32 {
  return readType(state.ipStart + 2);
}

/** IEEE 802.1ah: flags and service identifier, then the customer's whole frame. */
export function readBackbone(): i32 {
  state.ipStart += 4;
  return LAYER_ETHERNET;
}

/** Cisco's security group tag: version, length, one option, then a type. */
export function readCiscoMetadata(): i32 {
  return readType(state.ipStart + 6);
}

/** IEEE 802.1AE: a frame whose E and C bits are clear is only signed; bit SC says that eight bytes of channel follow. */
export function readMacsec(): i32 {
  if (state.ipStart >= state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const control = byteAt(state.ipStart);
  if ((control & 0x0c) != 0) return ~SKIP_ENCRYPTED_FRAME;
  return readType(state.ipStart + ((control & 0x20) != 0 ? 14 : 6));
}
