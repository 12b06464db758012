// What link.ts may find next on its way to an IP header. Valid TypeScript and valid AssemblyScript: both twins compile this file.
// A reader of one layer moves `ipStart` behind it and gives the layer that follows, or ~SKIP_… (negative) where the way ends.

/** An IP packet, of the version of its first half byte; of version 4; of version 6. The value is `ipVersion`. */
export const LAYER_IP = 0;
export const LAYER_IPV4 = 4;
export const LAYER_IPV6 = 6;
/** All from here on lead further. */
export const LAYER_ETHERNET = 16;
/** IEEE 802.1Q and its like: two bytes of tag, then a type. */
export const LAYER_VLAN = 17;
export const LAYER_BACKBONE = 18;
export const LAYER_CISCO_METADATA = 19;
export const LAYER_MACSEC = 20;
/** One label of MPLS; what follows the last one. */
export const LAYER_MPLS = 21;
export const LAYER_MPLS_PAYLOAD = 22;
export const LAYER_PPPOE = 23;
/** The protocol field of PPP; with address and control bytes of HDLC before it or not; with them, or Cisco HDLC. */
export const LAYER_PPP_PROTOCOL = 24;
export const LAYER_PPP = 25;
export const LAYER_PPP_HDLC = 26;
/** A byte for the direction, then PPP. */
export const LAYER_PPP_DIRECTION = 27;
export const LAYER_PPP_BRIDGED = 28;
export const LAYER_PPP_MULTILINK = 29;
export const LAYER_CISCO_HDLC = 30;
export const LAYER_LLC = 31;
export const LAYER_LOOPBACK = 32;
export const LAYER_COOKED = 33;
export const LAYER_COOKED_2 = 34;
/** IEEE 802.11; with its header padded to a multiple of four bytes; and what drivers put before it. */
export const LAYER_WLAN = 35;
export const LAYER_WLAN_PADDED = 36;
export const LAYER_RADIOTAP = 37;
export const LAYER_PRISM = 38;
export const LAYER_AVS = 39;
export const LAYER_NFLOG = 40;

/** Layers before an IP header, more than which no network stacks: bounds the time that one packet takes. */
export const MOST_LAYERS = 32;
