import { addressBytes } from '@tunnelscope/capture/address';

/** Beginning of ::ffff:0:0/96, RFC 4291 §2.5.5.2. */
const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
/** Bytes of a /64: what one household or machine is given, and may take any address of. */
const NETWORK = 8;

/**
 * Who is counted as one caller: an IPv4 address, also where a socket of both families calls it ::ffff:192.0.2.1, or the /64
 * of an IPv6 address.
 * @param address as a socket tells it; undefined where it is gone already
 */
export function callerKey(address: string | undefined): string {
  if (address === undefined || !address.includes(':')) return address ?? 'none';
  // A zone (fe80::1%eth0) says which link, not who.
  const bytes = addressBytes(address.replace(/%.*$/, ''));
  if (MAPPED.every((byte, i) => bytes[i] === byte)) return bytes.subarray(MAPPED.length).join('.');
  return `${Buffer.from(bytes.subarray(0, NETWORK)).toString('hex')}/64`;
}
