import type { Tunnel } from '@tunnelscope/capture/batch';
import { flowId } from '@tunnelscope/detector/flow-id';
import type { FlowRecord } from '@tunnelscope/detector/flow-record';
import type { Resolution } from '@tunnelscope/model';
import type { Column } from '../sinks/column.ts';

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

const TUNNELS: readonly Tunnel[] = ['wireguard', 'openvpn', 'ipsec', 'dtls'];

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

/** The columns of FlowFields, and of WindowFields if asked for. */
export function flowColumns<Row extends FlowFields & Partial<WindowFields>>(windows: boolean): Column<Row>[] {
  const ends: Column<Row>[] = [
    { name: 'id', path: 'flow.id', type: 'string', value: ({ flow }) => flow.id },
    { name: 'client', path: 'flow.client', type: 'address', value: ({ flow }) => flow.client },
    { name: 'clientPort', path: 'flow.clientPort', type: 'integer', value: ({ flow }) => flow.clientPort },
    { name: 'server', path: 'flow.server', type: 'address', value: ({ flow }) => flow.server },
    { name: 'serverPort', path: 'flow.serverPort', type: 'integer', value: ({ flow }) => flow.serverPort },
    { name: 'protocol', path: 'flow.protocol', type: 'integer', value: ({ flow }) => flow.protocol },
    { name: 'tunnel', path: 'flow.tunnel', type: 'string', choices: TUNNELS, value: ({ flow }) => flow.tunnel },
  ];
  const window: Column<Row>[] = [
    { name: 'windowStart', type: 'number', value: ({ windowStart }) => windowStart ?? null },
    { name: 'windowSeconds', type: 'number', value: ({ windowSeconds }) => windowSeconds ?? null },
  ];
  return [
    { name: 'file', type: 'string', value: ({ file }) => file },
    ...ends,
    { name: 'primary', type: 'boolean', value: ({ primary }) => primary },
    { name: 'start', type: 'time', value: ({ start }) => start },
    { name: 'durationSeconds', type: 'number', value: ({ durationSeconds }) => durationSeconds },
    ...(windows ? window : []),
  ];
}

/** What a resolution is called in output. */
export function resolutionColumn<Row extends { readonly resolution: Resolution }>(): Column<Row> {
  return { name: 'resolution', type: 'string', choices: ['packet', 'second'] satisfies Resolution[], value: ({ resolution }) => resolution };
}
