import type { Tunnel } from '@tunnelscope/capture/batch';
import type { FlowFields, WindowFields } from '@tunnelscope/detector/flow-fields';
import type { Resolution } from '@tunnelscope/model';
import type { Column } from '../sinks/column.ts';
import { protocolNumber } from '../text/endpoint.ts';

const TUNNELS: readonly Tunnel[] = ['wireguard', 'openvpn', 'ipsec', 'dtls'];

/** The columns of FlowFields, and of WindowFields if asked for. */
export function flowColumns<Row extends FlowFields & Partial<WindowFields>>(windows: boolean): Column<Row>[] {
  const ends: Column<Row>[] = [
    { name: 'id', path: 'flow.id', type: 'string', value: ({ flow }) => flow.id },
    { name: 'client', path: 'flow.client', type: 'address', value: ({ flow }) => flow.client },
    { name: 'clientPort', path: 'flow.clientPort', type: 'integer', value: ({ flow }) => flow.clientPort },
    { name: 'server', path: 'flow.server', type: 'address', value: ({ flow }) => flow.server },
    { name: 'serverPort', path: 'flow.serverPort', type: 'integer', value: ({ flow }) => flow.serverPort },
    { name: 'protocol', path: 'flow.protocol', type: 'integer', named: protocolNumber, value: ({ flow }) => flow.protocol },
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
