import type { IpPacket } from './packet.ts';

export const TCP = 6;
export const UDP = 17;

/**
 * Reads the ports of TCP and UDP; other protocols have none.
 * @param at where the transport header starts
 * @param end where the captured bytes end
 */
export function decodePorts(bytes: Uint8Array, at: number, end: number, packet: IpPacket): void {
  if (packet.protocol !== TCP && packet.protocol !== UDP) return;
  if (packet.laterFragment) return;
  // What lies behind the IP packet is Ethernet padding, and no port.
  if (at + 4 > end || at + 4 > packet.start + packet.size) {
    packet.portsCut = true;
    return;
  }
  packet.sourcePort = (bytes[at]! << 8) | bytes[at + 1]!;
  packet.destinationPort = (bytes[at + 2]! << 8) | bytes[at + 3]!;
}
