import ipaddr from 'ipaddr.js';

/** A network in CIDR notation, or a single address as one of full length. */
export interface Network {
  readonly address: ipaddr.IPv4 | ipaddr.IPv6;
  readonly length: number;
}

/** Dotted quads only: the library also reads `10` and `0x0a.1` as addresses. */
const DOTTED = /^\d{1,3}(\.\d{1,3}){3}$/;

/** @returns null if the text is neither an IPv4 nor an IPv6 address */
export function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (text.includes(':')) return ipaddr.IPv6.isValid(text) ? unmapped(ipaddr.IPv6.parse(text)) : null;
  return DOTTED.test(text) && ipaddr.IPv4.isValid(text) ? ipaddr.IPv4.parse(text) : null;
}

/** @returns null if the text is neither an address nor a network such as `10.0.0.0/8` or `2001:db8::/32` */
export function parseNetwork(text: string): Network | null {
  const [addressPart, lengthPart, ...rest] = text.split('/');
  const address = parseAddress(addressPart ?? '');
  if (!address || rest.length > 0) return null;
  const bits = address.kind() === 'ipv4' ? 32 : 128;
  if (lengthPart === undefined) return { address, length: bits };
  const length = /^\d{1,3}$/.test(lengthPart) ? Number(lengthPart) : Infinity;
  return length <= bits ? { address, length } : null;
}

/** A network in CIDR notation, for `parseNetwork`. */
export function networkText({ address, length }: Network): string {
  return `${address.toString()}/${length}`;
}

/** Whether an address, as text, lies in a network. Text that is no address lies in none. */
export function contains(network: Network, text: string): boolean {
  const address = parseAddress(text);
  if (!address || address.kind() !== network.address.kind()) return false;
  return address.match(network.address as ipaddr.IPv4 & ipaddr.IPv6, network.length);
}

/** The network of this length that an address lies in, as text. */
export function networkOf(address: ipaddr.IPv4 | ipaddr.IPv6, length: number): string {
  const bytes = address.toByteArray().map((byte, i) => byte & (0xff00 >> Math.min(8, Math.max(0, length - 8 * i))) & 0xff);
  return `${ipaddr.fromByteArray(bytes).toString()}/${length}`;
}

/** IPv4 mapped into IPv6 is the IPv4 address. */
function unmapped(address: ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}
