import type { IpPacket } from './packet.ts';

/** First fragments kept in mind at once: the oldest goes when one more comes. */
export const FRAGMENTS_KEPT = 4096;
/** Linux gives up reassembly after as long (net.ipv4.ipfrag_time). Milliseconds. */
const LIFETIME = 30_000;

interface FirstFragment {
  readonly time: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/**
 * Gives later fragments the ports of their first, by source, destination, protocol and identification.
 * Fragments are rare, so that a string as a key may be made for each.
 */
export class FragmentTable {
  readonly #first = new Map<string, FirstFragment>();

  /** @param time epoch ms @param packet a first fragment */
  remember(bytes: Uint8Array, packet: IpPacket, time: number): void {
    const key = fragmentKey(bytes, packet);
    // Deleting first makes it the youngest: a Map keeps the order of insertion.
    this.#first.delete(key);
    if (this.#first.size >= FRAGMENTS_KEPT) {
      for (const oldest of this.#first.keys()) {
        this.#first.delete(oldest);
        break;
      }
    }
    this.#first.set(key, { time, sourcePort: packet.sourcePort, destinationPort: packet.destinationPort });
  }

  /** Fills in the ports of a later fragment. @returns false if its first fragment is not known */
  join(bytes: Uint8Array, packet: IpPacket, time: number): boolean {
    const first = this.#first.get(fragmentKey(bytes, packet));
    if (!first || Math.abs(time - first.time) > LIFETIME) return false;
    packet.sourcePort = first.sourcePort;
    packet.destinationPort = first.destinationPort;
    return true;
  }
}

function fragmentKey(bytes: Uint8Array, packet: IpPacket): string {
  const { source, destination, addressLength } = packet;
  const addresses = [...bytes.subarray(source, source + addressLength), ...bytes.subarray(destination, destination + addressLength)];
  return `${packet.protocol},${packet.fragmentId},${addresses}`;
}
