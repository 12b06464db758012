import type { SkipReason } from '../statistics.ts';
import type { IpPacket } from '../ip/packet.ts';

/** Finds the IP packet in a record and sets `packet.start`. @returns its IP version (0: not said), or why there is none */
export type LinkDecoder = (bytes: Uint8Array, start: number, end: number, packet: IpPacket) => number | SkipReason;

/** LINKTYPE numbers (tcpdump.org/linktypes.html), and the values of DLT_RAW that files carry by mistake: 12 and 14. */
const LINK_DECODERS: Readonly<Record<number, LinkDecoder>> = {
  1: ethernet,
  12: rawIp(0),
  14: rawIp(0),
  101: rawIp(0),
  228: rawIp(4),
  229: rawIp(6),
};

/** @returns the decoder of a link type, or undefined if none is known */
export function linkDecoder(linkType: number): LinkDecoder | undefined {
  return LINK_DECODERS[linkType];
}

/** The link types that are read, in words. */
export const LINK_TYPES_READ = '1 (Ethernet) or 12, 14, 101, 228, 229 (raw IP)';

const IPV4 = 0x0800;
const IPV6 = 0x86dd;
const ARP = 0x0806;
/** 802.1Q, 802.1ad (QinQ), and two values in use for QinQ before it. */
const VLAN_TAGS = new Set([0x8100, 0x88a8, 0x9100, 0x9200]);

function ethernet(bytes: Uint8Array, start: number, end: number, packet: IpPacket): number | SkipReason {
  let at = start + 12;
  for (;;) {
    if (at + 2 > end) return 'truncated header';
    const type = (bytes[at]! << 8) | bytes[at + 1]!;
    packet.start = at + 2;
    if (type === IPV4) return 4;
    if (type === IPV6) return 6;
    if (type === ARP) return 'arp';
    if (!VLAN_TAGS.has(type)) return 'not ip';
    at += 4;
  }
}

function rawIp(version: number): LinkDecoder {
  return (_bytes, start, _end, packet) => {
    packet.start = start;
    return version;
  };
}
