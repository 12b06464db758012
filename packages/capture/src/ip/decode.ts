import type { SkipReason } from '../statistics.ts';
import { decodeIpv4 } from './ipv4.ts';
import { decodeIpv6 } from './ipv6.ts';
import type { IpPacket } from './packet.ts';

/**
 * Decodes the headers of one IP packet.
 * @param packet `start` is set; the rest is filled in
 * @param end where the captured bytes end
 * @param wireLength bytes from `start` that were on the wire: the size of a packet whose length field is 0 (offload)
 * @param version 4 or 6 if the link layer says so, else 0
 * @returns why it is not a packet, or null if it is one
 */
export function decodeIp(bytes: Uint8Array, end: number, wireLength: number, version: number, packet: IpPacket): SkipReason | null {
  if (packet.start >= end) return 'truncated header';
  const found = bytes[packet.start]! >> 4;
  if (version !== 0 && found !== version) return 'bad ip version';
  packet.sourcePort = 0;
  packet.destinationPort = 0;
  packet.portsCut = false;
  packet.firstFragment = false;
  packet.laterFragment = false;
  if (found === 4) return decodeIpv4(bytes, end, wireLength, packet);
  if (found === 6) return decodeIpv6(bytes, end, wireLength, packet);
  return 'bad ip version';
}
