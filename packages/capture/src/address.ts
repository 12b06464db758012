import ipaddr from 'ipaddr.js';

/** @returns canonical text of an address of 4 or 16 bytes (RFC 5952 for IPv6, its dotted form for mapped IPv4). */
export function addressText(bytes: Uint8Array): string {
  return canonical(ipaddr.fromByteArray(Array.from(bytes)));
}

/**
 * @param text an address as a CSV has it
 * @returns RFC 5952 text if it is an IPv6 address, else the text as it is: `0`, `AnonIP1`, IPv4
 */
export function canonicalAddress(text: string): string {
  // Only a colon makes it IPv6; the library would also read `0` or `1.2` as IPv4.
  return text.includes(':') && ipaddr.IPv6.isValid(text) ? canonical(ipaddr.IPv6.parse(text)) : text;
}

/** @returns the 4 or 16 bytes of an IP address @throws RangeError if it is none */
export function addressBytes(text: string): Uint8Array {
  const valid = ipaddr.IPv4.isValidFourPartDecimal(text) || (ipaddr.IPv6.isValid(text) && !text.includes('%'));
  if (!valid) throw new RangeError(`found ${JSON.stringify(text)}, expected an IP address`);
  return Uint8Array.from(ipaddr.parse(text).toByteArray());
}

function canonical(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()) {
    return `::ffff:${address.toIPv4Address().toString()}`;
  }
  return address.toString();
}
