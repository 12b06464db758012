import type { Random } from './random.ts';

/** Who talks to whom in a generated capture, and about what. */
export interface Scene {
  /** Addresses are numbers below these, kept small so that flows come again. */
  readonly sources: number;
  readonly destinations: number;
  readonly protocols: readonly number[];
  readonly ports: readonly number[];
  /** The one tunnel of its datagrams, below TUNNELS, or all of them; each packet has an operation of its own, or the same. */
  readonly tunnel: number | null;
  readonly steady: number | null;
  /** One packet in so many is a fragment. */
  readonly fragments: number;
  /** One packet in so many leaves its length to what was sent, which may be far more than the field can say (offloading). */
  readonly giants: number;
  /** Addresses that a flow table puts into one place, instead of others. */
  readonly hostile: readonly number[] | null;
  /** Packets so far: numbers that tunnels count. */
  packets: number;
}

/** WireGuard, OpenVPN, DTLS, ESP and IKE, a keepalive. */
export const TUNNELS = 6;
const PROTOCOLS = [6, 6, 17, 17, 17, 132, 1, 2, 58, 50, 51, 47, 4, 41, 0, 43, 44, 59, 60, 135, 139, 140, 253, 255, 136, 33];
const PORTS = [0, 53, 443, 443, 4500, 500, 1194, 51820, 5000, 65535];

/** Many flows of all protocols. */
export function mixedScene(): Scene {
  return { sources: 10, destinations: 10, protocols: PROTOCOLS, ports: PORTS, tunnel: null, steady: null, fragments: 6, giants: 60, hostile: null, packets: 0 };
}

/** Any scene: many flows, a tunnel between two hosts, packets in fragments, giant ones, or flows that collide in a hash table. */
export function chooseScene(random: Random, hostile: readonly number[]): Scene {
  const pair = { ...mixedScene(), sources: random.between(1, 2), destinations: 1 };
  switch (random.below(8)) {
    case 0:
    case 1:
    case 2: {
      const tunnel = random.below(TUNNELS);
      const port = tunnel >= 3 ? random.pick([4500, 4500, 500]) : 1194;
      return { ...pair, protocols: random.oneIn(4) ? [6] : [17], ports: [port], tunnel, steady: random.oneIn(3) ? null : random.below(8), fragments: 100 };
    }
    case 3:
      return { ...pair, protocols: [17, 6], ports: [443, 5000], fragments: 2 };
    case 4:
      return random.oneIn(4) ? { ...mixedScene(), protocols: [17], ports: [1], hostile, fragments: 1000 } : mixedScene();
    case 5:
      return random.oneIn(2) ? { ...mixedScene(), giants: 3 } : mixedScene();
    default:
      return mixedScene();
  }
}
