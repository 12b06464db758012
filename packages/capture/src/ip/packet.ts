/** What is wanted of one packet's headers. One object serves all packets: there is none per packet. */
export interface IpPacket {
  /** Position of the IP header. */
  start: number;
  /** IP total length in bytes. */
  size: number;
  /** Bytes an address. */
  addressLength: 4 | 16;
  /** Positions of the addresses. */
  source: number;
  destination: number;
  /** Protocol number of what IP carries, behind all IPv6 extension headers. */
  protocol: number;
  /** 0 unless TCP or UDP. */
  sourcePort: number;
  destinationPort: number;
  /** The ports should be there, but the record ends before them. */
  portsCut: boolean;
  /** First fragment of several: later ones belong to it. */
  firstFragment: boolean;
  /** Not the first fragment: its ports are in another packet. */
  laterFragment: boolean;
  fragmentId: number;
}

/** Longest packet that offloading makes (BIG TCP: 8 × 65,535 bytes), with room to spare. */
export const LONGEST_PACKET = 1 << 20;

/** @returns a packet with nothing in it yet */
export function createIpPacket(): IpPacket {
  return {
    start: 0,
    size: 0,
    addressLength: 4,
    source: 0,
    destination: 0,
    protocol: 0,
    sourcePort: 0,
    destinationPort: 0,
    portsCut: false,
    firstFragment: false,
    laterFragment: false,
    fragmentId: 0,
  };
}
