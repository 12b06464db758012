import type { Tunnel } from '@tunnelscope/capture/batch';
import { flowId } from '../flow-id.ts';
import type { LiveFlow } from './live-flow.ts';
import type { Resolution } from '@tunnelscope/model';
import type { Subtype, VerdictClass } from '@tunnelscope/model/outcome';
import type { Verdict } from '@tunnelscope/model/verdict';

/** The ends of a flow, as `classify --json` has them. */
export interface FlowEnds {
  readonly id: string;
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly serverPort: number;
  readonly protocol: number;
  readonly tunnel: Tunnel | null;
}

/** One flow as it is now, its fields named as those of `classify --json`. */
export interface FlowLine {
  readonly flow: FlowEnds;
  /** Whether the traffic, or the caller, has shown which end is the client. */
  readonly clientCertain: boolean;
  /** ISO 8601. */
  readonly start: string;
  readonly durationSeconds: number;
  readonly packets: number;
  readonly bytesDown: number;
  readonly bytesUp: number;
  readonly verdict: Verdict['verdict'];
  readonly subtype: Subtype | null;
  /** These three are null before the first verdict. */
  readonly probability: number | null;
  readonly likely: VerdictClass | null;
  readonly probabilities: Readonly<Record<VerdictClass, number>> | null;
  /** From when on the verdict holds, ISO 8601. */
  readonly since: string | null;
  readonly resolution: Resolution;
}

/** @param client which side is the client @param mask what stands in place of an address; the identifier is then made of that */
export function flowEnds({ flow, tunnel }: Pick<LiveFlow, 'flow' | 'tunnel'>, client: 'a' | 'b', mask: (address: string) => string): FlowEnds {
  const [a, b] = [flow.a, flow.b].map(({ address, port }) => ({ address: mask(address), port })) as [LiveFlow['flow']['a'], LiveFlow['flow']['a']];
  const [near, far] = client === 'a' ? [a, b] : [b, a];
  return { id: flowId({ a, b, protocol: flow.protocol }), client: near.address, clientPort: near.port, server: far.address, serverPort: far.port, protocol: flow.protocol, tunnel };
}

/** @param since epoch ms from which on its verdict holds; null if it has none */
export function flowLine(flow: LiveFlow, since: number | null, mask: (address: string) => string): FlowLine {
  const { start, latest, packets, bytesDown, bytesUp, resolution, side } = flow;
  const { current } = flow.policy;
  return {
    flow: flowEnds(flow, side.side, mask),
    clientCertain: side.certain,
    start: isoTime(start),
    durationSeconds: (latest - start) / 1000,
    packets,
    bytesDown,
    bytesUp,
    verdict: current?.verdict ?? 'unknown',
    subtype: current?.subtype ?? null,
    probability: current?.probability ?? null,
    likely: current?.likely ?? null,
    probabilities: current?.probabilities ?? null,
    since: since === null ? null : isoTime(since),
    resolution,
  };
}

/** @param time epoch ms */
export function isoTime(time: number): string {
  return new Date(time).toISOString();
}
