import { ADDRESSES, type FlowEnds, PORTS, PROTOCOL, TRANSPORT, VERSION } from './flow-ends.ts';

/** The most that is written of a packet: an IPv6 and a UDP header. */
export const LONGEST_HEADERS = 48;
const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
const PORTS_LENGTH = 4;
const UDP_HEADER = 8;
const TTL = 64;
/** The largest value of a length field. A longer packet has 0 there and its length in the record, as offloading leaves it. */
const LARGEST_LENGTH = 65_535;

/** @returns bytes that a packet of this flow has at least: its IP header, and its ports if it has any */
export function leastSize({ bytes }: FlowEnds, place: number): number {
  const header = bytes[place + VERSION] === 4 ? IPV4_HEADER : IPV6_HEADER;
  if (bytes[place + TRANSPORT] === 0) return header;
  const ports = bytes[place + PORTS]! | bytes[place + PORTS + 1]! | bytes[place + PORTS + 2]! | bytes[place + PORTS + 3]!;
  return ports === 0 ? header : header + PORTS_LENGTH;
}

/**
 * Writes the headers of a packet of which only flow, direction and size are known: IP (RFC 791, RFC 8200) without options or
 * extensions, then ports, for UDP the whole header: its checksum is 0 (none, RFC 768) in IPv4, which IPv6 forbids (RFC 8200, section 8.1), so
 * there it is that of a payload of zeros.
 * @param place of its flow @param size IP total length in bytes, at least `leastSize`
 * @returns bytes written at most; a packet that ends before is captured only so far
 */
export function writeHeaders(target: Uint8Array, at: number, { bytes }: FlowEnds, place: number, fromA: number, size: number): number {
  const ipHeader = bytes[place + VERSION] === 4 ? IPV4_HEADER : IPV6_HEADER;
  if (ipHeader === IPV4_HEADER) writeIpv4(target, at, bytes, place, fromA, size);
  else writeIpv6(target, at, bytes, place, fromA, size);
  const transport = bytes[place + TRANSPORT]!;
  if (transport > 0) {
    const source = place + PORTS + (fromA === 1 ? 0 : 2);
    const destination = place + PORTS + (fromA === 1 ? 2 : 0);
    copy(target, at + ipHeader, bytes, source, 2);
    copy(target, at + ipHeader + 2, bytes, destination, 2);
  }
  if (transport === UDP_HEADER) {
    put16(target, at + ipHeader + PORTS_LENGTH, lengthField(size - ipHeader));
    const checksum = ipHeader + PORTS_LENGTH + 2;
    put16(target, at + checksum, 0);
    if (ipHeader === IPV6_HEADER) put16(target, at + checksum, udpChecksum(target, at, size - ipHeader));
  }
  return Math.min(size, ipHeader + transport);
}

function writeIpv4(target: Uint8Array, at: number, bytes: Uint8Array, place: number, fromA: number, size: number): void {
  target[at] = 0x45;
  target[at + 1] = 0;
  put16(target, at + 2, lengthField(size));
  put16(target, at + 4, 0);
  put16(target, at + 6, 0);
  target[at + 8] = TTL;
  target[at + 9] = bytes[place + PROTOCOL]!;
  put16(target, at + 10, 0);
  writeAddresses(target, at + 12, bytes, place, fromA, 4);
  put16(target, at + 10, headerChecksum(target, at));
}

function writeIpv6(target: Uint8Array, at: number, bytes: Uint8Array, place: number, fromA: number, size: number): void {
  target[at] = 0x60;
  target[at + 1] = 0;
  put16(target, at + 2, 0);
  put16(target, at + 4, lengthField(size - IPV6_HEADER));
  target[at + 6] = bytes[place + PROTOCOL]!;
  target[at + 7] = TTL;
  writeAddresses(target, at + 8, bytes, place, fromA, 16);
}

function writeAddresses(target: Uint8Array, at: number, bytes: Uint8Array, place: number, fromA: number, length: number): void {
  const a = place + ADDRESSES;
  const b = a + 16;
  copy(target, at, bytes, fromA === 1 ? a : b, length);
  copy(target, at + length, bytes, fromA === 1 ? b : a, length);
}

/** RFC 791, section 3.1: the ones' complement of the ones' complement sum of the header's words. */
function headerChecksum(bytes: Uint8Array, at: number): number {
  return folded(wordSum(bytes, at, at + IPV4_HEADER));
}

/** RFC 8200, section 8.1, of addresses, length, protocol and UDP header: the ones' complement sum of a payload of zeros is 0. 0 itself stands as 65,535. */
function udpChecksum(bytes: Uint8Array, at: number, length: number): number {
  const pseudoHeader = wordSum(bytes, at + 8, at + IPV6_HEADER) + (length >>> 16) + (length & 0xffff) + bytes[at + 6]!;
  return folded(pseudoHeader + wordSum(bytes, at + IPV6_HEADER, at + IPV6_HEADER + UDP_HEADER)) || 0xffff;
}

function wordSum(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 2) sum += (bytes[i]! << 8) | bytes[i + 1]!;
  return sum;
}

function folded(sum: number): number {
  const once = (sum & 0xffff) + (sum >>> 16);
  return ~(once + (once >>> 16)) & 0xffff;
}

function lengthField(length: number): number {
  return length > LARGEST_LENGTH ? 0 : length;
}

function put16(target: Uint8Array, at: number, value: number): void {
  target[at] = value >>> 8;
  target[at + 1] = value;
}

function copy(target: Uint8Array, at: number, bytes: Uint8Array, from: number, length: number): void {
  for (let i = 0; i < length; i++) target[at + i] = bytes[from + i]!;
}
