import type { SkipReason } from '../statistics.ts';
import { type IpPacket, LONGEST_PACKET } from './packet.ts';
import { decodePorts } from './ports.ts';

const HEADER = 40;
const NO_NEXT_HEADER = 59;
const FRAGMENT = 44;
/** Hop-by-hop, routing, destination options, mobility, HIP, Shim6: all say their length alike (RFC 6564). */
const EXTENSIONS = new Set([0, 43, 60, 135, 139, 140]);

/** Decodes an IPv6 header with its extension headers (RFC 8200). Parameters and result as `decodeIp` has them. */
export function decodeIpv6(bytes: Uint8Array, end: number, wireLength: number, packet: IpPacket): SkipReason | null {
  const start = packet.start;
  if (start + HEADER > end) return 'truncated header';
  const payload = (bytes[start + 4]! << 8) | bytes[start + 5]!;
  let next = bytes[start + 6]!;
  // A payload length of 0 stands for a jumbogram or an offloaded packet, unless there is really nothing.
  const size = payload === 0 && next !== NO_NEXT_HEADER ? wireLength : payload + HEADER;
  if (size > LONGEST_PACKET) return 'impossible length';
  if (size < HEADER) return 'bad ip header';
  packet.size = size;
  packet.addressLength = 16;
  packet.source = start + 8;
  packet.destination = start + 24;
  let at = start + HEADER;
  const ipEnd = start + size;
  while (EXTENSIONS.has(next) || next === FRAGMENT) {
    if (at + 8 > ipEnd) return 'bad ip header';
    if (at + 8 > end) return 'truncated header';
    if (next === FRAGMENT) {
      const fragment = (bytes[at + 2]! << 8) | bytes[at + 3]!;
      packet.laterFragment = fragment >> 3 !== 0;
      packet.firstFragment = !packet.laterFragment && (fragment & 1) === 1;
      packet.fragmentId = ((bytes[at + 4]! << 24) | (bytes[at + 5]! << 16) | (bytes[at + 6]! << 8) | bytes[at + 7]!) >>> 0;
    }
    const length = next === FRAGMENT ? 8 : 8 * (bytes[at + 1]! + 1);
    next = bytes[at]!;
    at += length;
    // Behind the header of a later fragment comes data, whatever its next header says.
    if (packet.laterFragment) break;
  }
  packet.protocol = next;
  decodePorts(bytes, at, end, packet);
  return null;
}
