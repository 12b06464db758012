import type { Flow } from '@tunnelscope/capture/batch';
import { contains, type Network } from '../where/network.ts';

/** Which of two addresses lies in a network of the list, if the other lies in none; null where that does not tell. */
export function endInside(networks: readonly Network[], a: string, b: string): 'a' | 'b' | null {
  const [isA, isB] = [a, b].map((address) => networks.some((network) => contains(network, address)));
  return isA === isB ? null : isA ? 'a' : 'b';
}

/**
 * Which side of a flow the user says is the client: the one inside the networks given, if the other is outside.
 * @returns a function that answers null where that does not tell, so that the traffic decides
 */
export function clientIn(networks: readonly Network[]): (flow: Flow) => 'a' | 'b' | null {
  const known = new WeakMap<Flow, 'a' | 'b' | null>();
  return (flow) => {
    if (networks.length === 0) return null;
    let side = known.get(flow);
    if (side === undefined) {
      side = endInside(networks, flow.a.address, flow.b.address);
      known.set(flow, side);
    }
    return side;
  };
}
