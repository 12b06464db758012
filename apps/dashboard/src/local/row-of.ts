import { flowRate } from '@tunnelscope/detector/live/flow-rate';
import type { Row } from '../state/row.ts';
import { endpointText } from '../text/endpoint.ts';
import type { LocalFlow } from './local-flow.ts';

/** @param now epoch ms of the stream */
export function rowOf(seen: LocalFlow, now: number, since: number | null, ended: Row['ended'], mask: (address: string) => string): Row {
  const { flow, side, tunnel, policy } = seen.live;
  const [client, server] = side.side === 'a' ? [flow.a, flow.b] : [flow.b, flow.a];
  const { current } = policy;
  return {
    number: flow.number,
    flow: seen,
    client: endpointText(mask(client.address), client.port),
    server: endpointText(mask(server.address), server.port),
    tunnel,
    rate: flowRate(seen.live, now),
    verdict: current?.verdict ?? 'unknown',
    subtype: current?.subtype ?? null,
    probability: current?.probability ?? null,
    since,
    ended,
  };
}
