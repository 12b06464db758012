import { SKIP_LINK_TYPE, SKIP_NONE, SKIP_NOT_IP } from '../decoding/codes.ts';
import {
  LAYER_BACKBONE, LAYER_CISCO_METADATA, LAYER_ETHERNET, LAYER_IP, LAYER_IPV4, LAYER_IPV6, LAYER_MACSEC, LAYER_VLAN, MOST_LAYERS,
} from '../decoding/layers.ts';
import { readBackbone, readCiscoMetadata, readEthernet, readMacsec, readVlan } from './link-ethernet.ts';
import type { DecoderState } from './state.ts';

/**
 * Finds the outermost IP header of the packet at hand and sets `ipStart`, `ipVersion` (0: not said) and `ipWire`.
 * @param linkType LINKTYPE_ number (tcpdump.org/linktypes.html), or a value of DLT_RAW that files carry by mistake: 12 and 14
 * @returns SKIP_NONE, or why there is none
 */
export function findIp(state: DecoderState, linkType: number): number {
  state.ipStart = state.packetStart;
  state.ipWire = state.packetWire;
  let layer = firstLayer(linkType);
  for (let i = 0; i < MOST_LAYERS; i++) {
    if (layer < 0) return ~layer;
    if (layer < LAYER_ETHERNET) return found(state, layer);
    layer = readLayer(state, layer);
  }
  return SKIP_NOT_IP;
}

function found(state: DecoderState, version: number): number {
  const before = state.ipStart - state.packetStart;
  state.ipWire = state.ipWire > before ? state.ipWire - before : 0;
  state.ipVersion = version;
  return SKIP_NONE;
}

function firstLayer(linkType: number): number {
  switch (linkType) {
    case 1:
      return LAYER_ETHERNET;
    case 12:
    case 14:
    case 101:
      return LAYER_IP;
    case 228:
      return LAYER_IPV4;
    case 229:
      return LAYER_IPV6;
    default:
      return ~SKIP_LINK_TYPE;
  }
}

function readLayer(state: DecoderState, layer: number): number {
  switch (layer) {
    case LAYER_ETHERNET:
      return readEthernet(state);
    case LAYER_VLAN:
      return readVlan(state);
    case LAYER_BACKBONE:
      return readBackbone(state);
    case LAYER_CISCO_METADATA:
      return readCiscoMetadata(state);
    case LAYER_MACSEC:
      return readMacsec(state);
    default:
      return ~SKIP_NOT_IP;
  }
}
