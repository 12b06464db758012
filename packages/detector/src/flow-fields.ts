import type { Tunnel } from '@tunnelscope/capture/batch';
import { flowId } from './flow-id.ts';
import type { FlowRecord } from './flow-record.ts';

/** What every line about a flow begins with. */
export interface FlowFields {
  readonly file: string;
  readonly flow: FlowEnds;
  /** Whether it is the heaviest flow of its capture; on a stream, the heaviest so far. */
  readonly primary: boolean;
  /** ISO 8601. */
  readonly start: string;
  readonly durationSeconds: number;
}

interface FlowEnds {
  readonly id: string;
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly serverPort: number;
  readonly protocol: number;
  /** What its packets look like; null for no tunnel that is known. A label: no verdict depends on it. */
  readonly tunnel: Tunnel | null;
}

/** Added where every window is judged alone. */
export interface WindowFields {
  /** Seconds from the flow's first packet. */
  readonly windowStart: number;
  readonly windowSeconds: number;
}

export function flowFields(file: string, { flow, tunnel, client, start, durationSeconds }: FlowRecord, primary: boolean): FlowFields {
  const [near, far] = client === 'a' ? [flow.a, flow.b] : [flow.b, flow.a];
  return {
    file,
    flow: {
      id: flowId(flow),
      client: near.address,
      clientPort: near.port,
      server: far.address,
      serverPort: far.port,
      protocol: flow.protocol,
      tunnel,
    },
    primary,
    start: new Date(start).toISOString(),
    durationSeconds,
  };
}
