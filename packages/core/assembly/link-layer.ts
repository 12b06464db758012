import { SKIP_NOT_IP } from "../src/decoding/codes";
import {
  LAYER_AVS, LAYER_BACKBONE, LAYER_CISCO_HDLC, LAYER_CISCO_METADATA, LAYER_COOKED, LAYER_COOKED_2, LAYER_ETHERNET, LAYER_LLC,
  LAYER_LOOPBACK, LAYER_MACSEC, LAYER_MPLS, LAYER_MPLS_PAYLOAD, LAYER_NFLOG, LAYER_PPP, LAYER_PPP_BRIDGED, LAYER_PPP_DIRECTION,
  LAYER_PPP_HDLC, LAYER_PPP_MULTILINK, LAYER_PPP_PROTOCOL, LAYER_PPPOE, LAYER_PRISM, LAYER_RADIOTAP, LAYER_VLAN, LAYER_WLAN,
  LAYER_WLAN_PADDED,
} from "../src/decoding/layers";
import { readBackbone, readCiscoMetadata, readEthernet, readMacsec, readVlan } from "./link-ethernet";
import { readCooked, readCooked2, readLoopback, readNflog } from "./link-host";
import { readLlc } from "./link-llc";
import { readLabel, readLabelled } from "./link-mpls";
import {
  readCiscoHdlc, readPpp, readPppBridged, readPppDirection, readPppHdlc, readPppMultilink, readPppoe, readPppProtocol,
} from "./link-ppp";
import { readAvs, readPrism, readRadiotap } from "./link-radio";
import { readWlan } from "./link-wlan";

/** Moves `ipStart` behind one layer. @returns the layer that follows, or ~SKIP_… */
export function readLayer(layer: i32): i32 {
  switch (layer) {
    case LAYER_ETHERNET: return readEthernet();
    case LAYER_VLAN: return readVlan();
    case LAYER_BACKBONE: return readBackbone();
    case LAYER_CISCO_METADATA: return readCiscoMetadata();
    case LAYER_MACSEC: return readMacsec();
    case LAYER_LLC: return readLlc();
    case LAYER_MPLS: return readLabel();
    case LAYER_MPLS_PAYLOAD: return readLabelled();
    case LAYER_PPPOE: return readPppoe();
    case LAYER_PPP_PROTOCOL: return readPppProtocol();
    case LAYER_PPP: return readPpp();
    case LAYER_PPP_HDLC: return readPppHdlc();
    case LAYER_PPP_DIRECTION: return readPppDirection();
    case LAYER_PPP_BRIDGED: return readPppBridged();
    case LAYER_PPP_MULTILINK: return readPppMultilink();
    case LAYER_CISCO_HDLC: return readCiscoHdlc();
    case LAYER_LOOPBACK: return readLoopback();
    case LAYER_COOKED: return readCooked();
    case LAYER_COOKED_2: return readCooked2();
    case LAYER_WLAN: return readWlan(0);
    case LAYER_WLAN_PADDED: return readWlan(1);
    case LAYER_RADIOTAP: return readRadiotap();
    case LAYER_PRISM: return readPrism();
    case LAYER_AVS: return readAvs();
    case LAYER_NFLOG: return readNflog();
    default: return ~SKIP_NOT_IP;
  }
}
