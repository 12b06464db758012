import ipaddr from 'ipaddr.js';
import type { Endpoint, Flow } from '../batch.ts';

/** The ends of a flow as the rows of a network-stats file have them. */
export interface RowEnds {
  /** `IP1,Port1,IP2,Port2,Proto`. */
  readonly text: string;
  /** Whether endpoint a is IP1. */
  readonly aFirst: boolean;
}

/** Addresses of hosts near by, as ipaddr.js names their ranges: private (RFC 1918), unique local (RFC 4193), shared (RFC 6598), … */
const LOCAL = new Set(['private', 'uniqueLocal', 'linkLocal', 'loopback', 'carrierGradeNat', 'unspecified']);

/**
 * @param keepEnds endpoint a is IP1, as in a network-stats file that the flow was read from; else IP1 is the end with a local
 * address if the other's is not, else the one with the numerically smaller address, then the smaller port
 */
export function rowEnds(flow: Flow, keepEnds: boolean): RowEnds {
  const aFirst = keepEnds || isFirst(flow.a, flow.b);
  const [first, second] = aFirst ? [flow.a, flow.b] : [flow.b, flow.a];
  return { text: `${addressField(first)},${first.port},${addressField(second)},${second.port},${flow.protocol}`, aFirst };
}

function isFirst(a: Endpoint, b: Endpoint): boolean {
  const [left, right] = [parse(a.address), parse(b.address)];
  if (left === null || right === null) return true;
  const local = LOCAL.has(left.range());
  if (local !== LOCAL.has(right.range())) return local;
  const [leftBytes, rightBytes] = [left.toByteArray(), right.toByteArray()];
  if (leftBytes.length !== rightBytes.length) return leftBytes.length < rightBytes.length;
  const differs = leftBytes.findIndex((byte, i) => byte !== rightBytes[i]);
  return differs < 0 ? a.port <= b.port : leftBytes[differs]! < rightBytes[differs]!;
}

function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (text.includes(':')) return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null;
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : null;
}

/** IPv6 is written in upper case, any other text as it is. */
function addressField({ address }: Endpoint): string {
  return address.includes(':') && ipaddr.IPv6.isValid(address) ? address.toUpperCase() : address;
}
