/** `10.0.0.1:443`, `[2001:db8::1]:443`; without a port where there is none. */
export function endpointText(address: string, port: number): string {
  if (port === 0) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

const PROTOCOLS: Readonly<Record<number, string>> = {
  1: 'ICMP', 2: 'IGMP', 6: 'TCP', 17: 'UDP', 41: '6in4', 47: 'GRE', 50: 'ESP', 51: 'AH', 58: 'ICMPv6', 132: 'SCTP',
};

/** Number of an IP protocol by its name, in upper or lower case; null for any other text. */
export function protocolNumber(name: string): number | null {
  const found = Object.entries(PROTOCOLS).find(([, known]) => known.toLowerCase() === name.toLowerCase());
  return found ? Number(found[0]) : null;
}

/** Name of an IP protocol, its number where it is not one of the usual ones. */
export function protocolText(protocol: number): string {
  return PROTOCOLS[protocol] ?? String(protocol);
}
