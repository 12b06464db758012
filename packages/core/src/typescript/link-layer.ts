import { SKIP_NOT_IP } from '../decoding/codes.ts';
import {
  LAYER_AVS, LAYER_BACKBONE, LAYER_CISCO_HDLC, LAYER_CISCO_METADATA, LAYER_COOKED, LAYER_COOKED_2, LAYER_ETHERNET, LAYER_LLC,
  LAYER_LOOPBACK, LAYER_MACSEC, LAYER_MPLS, LAYER_MPLS_PAYLOAD, LAYER_NFLOG, LAYER_PPP, LAYER_PPP_BRIDGED, LAYER_PPP_DIRECTION,
  LAYER_PPP_HDLC, LAYER_PPP_MULTILINK, LAYER_PPP_PROTOCOL, LAYER_PPPOE, LAYER_PRISM, LAYER_RADIOTAP, LAYER_VLAN, LAYER_WLAN,
  LAYER_WLAN_PADDED,
} from '../decoding/layers.ts';
import { readBackbone, readCiscoMetadata, readEthernet, readMacsec, readVlan } from './link-ethernet.ts';
import { readCooked, readCooked2, readLoopback, readNflog } from './link-host.ts';
import { readLlc } from './link-llc.ts';
import { readLabel, readLabelled } from './link-mpls.ts';
import {
  readCiscoHdlc, readPpp, readPppBridged, readPppDirection, readPppHdlc, readPppMultilink, readPppoe, readPppProtocol,
} from './link-ppp.ts';
import { readAvs, readPrism, readRadiotap } from './link-radio.ts';
import { readWlan } from './link-wlan.ts';
import type { DecoderState } from './state.ts';

/** Moves `ipStart` behind one layer. @returns the layer that follows, or ~SKIP_… */
export function readLayer(state: DecoderState, layer: number): number {
  switch (layer) {
    case LAYER_ETHERNET: return readEthernet(state);
    case LAYER_VLAN: return readVlan(state);
    case LAYER_BACKBONE: return readBackbone(state);
    case LAYER_CISCO_METADATA: return readCiscoMetadata(state);
    case LAYER_MACSEC: return readMacsec(state);
    case LAYER_LLC: return readLlc(state);
    case LAYER_MPLS: return readLabel(state);
    case LAYER_MPLS_PAYLOAD: return readLabelled(state);
    case LAYER_PPPOE: return readPppoe(state);
    case LAYER_PPP_PROTOCOL: return readPppProtocol(state);
    case LAYER_PPP: return readPpp(state);
    case LAYER_PPP_HDLC: return readPppHdlc(state);
    case LAYER_PPP_DIRECTION: return readPppDirection(state);
    case LAYER_PPP_BRIDGED: return readPppBridged(state);
    case LAYER_PPP_MULTILINK: return readPppMultilink(state);
    case LAYER_CISCO_HDLC: return readCiscoHdlc(state);
    case LAYER_LOOPBACK: return readLoopback(state);
    case LAYER_COOKED: return readCooked(state);
    case LAYER_COOKED_2: return readCooked2(state);
    case LAYER_WLAN: return readWlan(state, 0);
    case LAYER_WLAN_PADDED: return readWlan(state, 1);
    case LAYER_RADIOTAP: return readRadiotap(state);
    case LAYER_PRISM: return readPrism(state);
    case LAYER_AVS: return readAvs(state);
    case LAYER_NFLOG: return readNflog(state);
    default: return ~SKIP_NOT_IP;
  }
}
