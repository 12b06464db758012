import { SKIP_LINK_TYPE, SKIP_NONE, SKIP_NOT_IP } from '../decoding/codes.ts';
import {
  LAYER_AVS, LAYER_CISCO_HDLC, LAYER_COOKED, LAYER_COOKED_2, LAYER_ETHERNET, LAYER_IP, LAYER_IPV4, LAYER_IPV6, LAYER_LOOPBACK, LAYER_MPLS,
  LAYER_NFLOG, LAYER_PPP, LAYER_PPP_DIRECTION, LAYER_PPP_HDLC, LAYER_PPPOE, LAYER_PRISM, LAYER_RADIOTAP, LAYER_WLAN, MOST_LAYERS,
} from '../decoding/layers.ts';
import { readLayer } from './link-layer.ts';
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

/** packages/capture/src/link-types.ts has the same list, with names. */
function firstLayer(linkType: number): number {
  switch (linkType) {
    case 0:
    case 108: return LAYER_LOOPBACK;
    case 1: return LAYER_ETHERNET;
    case 9: return LAYER_PPP;
    case 12:
    case 14:
    case 101: return LAYER_IP;
    case 50: return LAYER_PPP_HDLC;
    case 51: return LAYER_PPPOE;
    case 104: return LAYER_CISCO_HDLC;
    case 105: return LAYER_WLAN;
    case 113: return LAYER_COOKED;
    case 119: return LAYER_PRISM;
    case 127: return LAYER_RADIOTAP;
    case 163: return LAYER_AVS;
    case 204: return LAYER_PPP_DIRECTION;
    case 219: return LAYER_MPLS;
    case 228: return LAYER_IPV4;
    case 229: return LAYER_IPV6;
    case 239: return LAYER_NFLOG;
    case 276: return LAYER_COOKED_2;
    default: return ~SKIP_LINK_TYPE;
  }
}
