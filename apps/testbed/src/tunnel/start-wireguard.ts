import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cell, INSIDE, type Part, TUNNEL_ADDRESSES } from '../namespaces/cell.ts';
import type { TunnelCondition } from '../plan/condition.ts';
import { insist } from './insist.ts';
import { withPrivateRun } from './private-run.ts';
import { type RunningTunnel, TUNNEL_NICE, tunnelOf } from './running-tunnel.ts';
import { clientConfiguration, gatewayConfiguration, wireguardKeys } from './wireguard-configuration.ts';

const DEVICE = 'wg0';

/** WireGuard in user space: a kernel has it or not, and both look the same from outside. */
export async function startWireguard(cell: Cell, tunnel: TunnelCondition): Promise<RunningTunnel> {
  const keys = { client: wireguardKeys(), gateway: wireguardKeys() };
  const gateway = await startEnd(cell, 'gateway', gatewayConfiguration(keys.gateway.privateKey, keys.client.publicKey), tunnel.mtu);
  const client = await startEnd(cell, 'client', clientConfiguration(keys.client.privateKey, keys.gateway.publicKey), tunnel.mtu);
  await cell.run('client', ['ip', 'route', 'replace', INSIDE.network, 'dev', DEVICE]);
  return tunnelOf([gateway, client]);
}

async function startEnd(cell: Cell, place: 'client' | 'gateway', configuration: string, mtu: number): Promise<Part> {
  const part = cell.start(place, withPrivateRun(['wireguard-go', '-f', DEVICE]), { name: `tunnel-${place}`, nice: TUNNEL_NICE, env: { WG_PROCESS_FOREGROUND: '1', LOG_LEVEL: 'error' } });
  const file = join(cell.folder, `${place}.wireguard`);
  writeFileSync(file, configuration, { mode: 0o600 });
  // Its control socket is seen through its own mounts alone.
  await insist(part, () => cell.run(place, ['nsenter', '--mount', '--target', String(part.pid), 'wg', 'setconf', DEVICE, file]));
  await cell.run(place, ['ip', 'address', 'add', `${TUNNEL_ADDRESSES[place]}/24`, 'dev', DEVICE]);
  await cell.run(place, ['ip', 'link', 'set', DEVICE, 'mtu', String(mtu), 'up']);
  return part;
}
