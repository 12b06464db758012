import type { SkipReason } from '../statistics.ts';
import { type IpPacket, LONGEST_PACKET } from './packet.ts';
import { decodePorts } from './ports.ts';

const SHORTEST_HEADER = 20;
const MORE_FRAGMENTS = 0x2000;
const FRAGMENT_OFFSET = 0x1fff;

/** Decodes an IPv4 header with its options (RFC 791). Parameters and result as `decodeIp` has them. */
export function decodeIpv4(bytes: Uint8Array, end: number, wireLength: number, packet: IpPacket): SkipReason | null {
  const start = packet.start;
  if (start + SHORTEST_HEADER > end) return 'truncated header';
  const headerLength = 4 * (bytes[start]! & 15);
  if (headerLength < SHORTEST_HEADER) return 'bad ip header';
  let size = (bytes[start + 2]! << 8) | bytes[start + 3]!;
  if (size === 0) size = wireLength;
  if (size > LONGEST_PACKET) return 'impossible length';
  if (size < headerLength) return 'bad ip header';
  packet.size = size;
  packet.addressLength = 4;
  packet.source = start + 12;
  packet.destination = start + 16;
  packet.protocol = bytes[start + 9]!;
  const fragment = (bytes[start + 6]! << 8) | bytes[start + 7]!;
  packet.laterFragment = (fragment & FRAGMENT_OFFSET) !== 0;
  packet.firstFragment = (fragment & (FRAGMENT_OFFSET | MORE_FRAGMENTS)) === MORE_FRAGMENTS;
  packet.fragmentId = (bytes[start + 4]! << 8) | bytes[start + 5]!;
  decodePorts(bytes, start + headerLength, end, packet);
  return null;
}
