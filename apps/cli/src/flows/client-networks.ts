import type { Flow } from '@tunnelscope/capture/batch';
import { contains, type Network } from '../where/network.ts';

/**
 * Which side of a flow the user says is the client: the one inside the networks given, if the other is outside.
 * @returns a function that answers null where that does not tell, so that the traffic decides
 */
export function clientIn(networks: readonly Network[]): (flow: Flow) => 'a' | 'b' | null {
  const inside = (address: string) => networks.some((network) => contains(network, address));
  const known = new WeakMap<Flow, 'a' | 'b' | null>();
  return (flow) => {
    if (networks.length === 0) return null;
    let side = known.get(flow);
    if (side === undefined) {
      const [a, b] = [inside(flow.a.address), inside(flow.b.address)];
      side = a === b ? null : a ? 'a' : 'b';
      known.set(flow, side);
    }
    return side;
  };
}
