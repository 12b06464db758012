import { ipv4, uint16 } from './build-packets.ts';

/** A packet of a flow: what it carries behind UDP or TCP (or bare, for other protocols), and whether the server sent it. */
export interface Sent {
  readonly payload: readonly number[];
  /** Bytes that the payload has on the wire, if not all of them are given here. */
  readonly size?: number;
  readonly down?: boolean;
}

export interface Path {
  readonly protocol?: number;
  readonly clientPort?: number;
  readonly serverPort?: number;
  /** Last byte of the client's address, to make another flow. */
  readonly client?: number;
}

/** IP packets between a client and a server; the bytes of the payload behind those given are not captured. */
export function tunnelPacket({ payload, size = payload.length, down = false }: Sent, path: Path = {}): { data: Uint8Array; original: number } {
  const { protocol = 17, clientPort = 40000, serverPort = 1194, client = 1 } = path;
  const ports = down ? [serverPort, clientPort] : [clientPort, serverPort];
  const header = transportHeader(protocol, ports.flatMap(uint16), size);
  const ends = [[10, 0, 0, client], [10, 0, 1, 1]] as const;
  const data = ipv4({
    protocol, payload: [...header, ...payload], totalLength: 20 + header.length + size, source: ends[down ? 1 : 0], destination: ends[down ? 0 : 1],
  });
  return { data, original: 20 + header.length + size };
}

function transportHeader(protocol: number, ports: readonly number[], size: number): number[] {
  if (protocol === 17) return [...ports, ...uint16(8 + size), 0, 0];
  if (protocol === 6) return [...ports, 0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x18, 0xff, 0xff, 0, 0, 0, 0];
  return [];
}

/** Unsigned 32-bit numbers, most significant byte first. */
export const uint32 = (...values: readonly number[]): number[] => values.flatMap((value) => [...uint16(value >>> 16), ...uint16(value & 0xffff)]);

/** Bytes that look random and are the same each time (xorshift). */
export function randomBytes(seed: number): (length: number) => number[] {
  let state = seed;
  return (length) =>
    Array.from({ length }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return state & 255;
    });
}
