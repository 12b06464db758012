import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cell, type Part, TUNNEL_ADDRESSES } from '../namespaces/cell.ts';
import type { TunnelCondition } from '../plan/condition.ts';
import { CHARON_CONFIGURATION, swanctlConfiguration, VICI_SOCKET } from './ipsec-configuration.ts';
import { insist } from './insist.ts';
import { withPrivateRun } from './private-run.ts';
import { type RunningTunnel, TUNNEL_NICE, tunnelOf } from './running-tunnel.ts';

/** The interface that strongSwan's ESP in user space makes. */
const DEVICE = 'ipsec0';

/** IPsec: IKEv2 and ESP in UDP by strongSwan. */
export async function startIpsec(cell: Cell, tunnel: TunnelCondition): Promise<RunningTunnel> {
  const secret = randomBytes(32).toString('hex');
  const gateway = await startEnd(cell, 'gateway', secret, tunnel.mtu);
  // Its own address inside the tunnel must be there before the first packet is to leave from it.
  await cell.run('client', ['ip', 'address', 'add', `${TUNNEL_ADDRESSES.client}/32`, 'dev', 'lo']);
  const client = await startEnd(cell, 'client', secret, tunnel.mtu);
  await insist(client, () => swanctl(cell, client, 'client', ['--initiate', '--child', 'origin', '--timeout', '20']));
  return tunnelOf([gateway, client]);
}

async function startEnd(cell: Cell, place: 'client' | 'gateway', secret: string, mtu: number): Promise<Part> {
  const charon = join(cell.folder, `${place}.strongswan.conf`);
  const connections = join(cell.folder, `${place}.swanctl.conf`);
  writeFileSync(charon, CHARON_CONFIGURATION);
  writeFileSync(connections, swanctlConfiguration(place, secret), { mode: 0o600 });
  const part = cell.start(place, withPrivateRun(['/usr/lib/ipsec/charon']), { name: `tunnel-${place}`, nice: TUNNEL_NICE, env: { STRONGSWAN_CONF: charon } });
  await insist(part, () => swanctl(cell, part, place, ['--load-all', '--file', connections]));
  await insist(part, () => cell.run(place, ['ip', 'link', 'set', DEVICE, 'mtu', String(mtu), 'up']));
  return part;
}

/** Speaks to the charon of a place, whose socket is seen through its own mounts alone. */
const swanctl = (cell: Cell, charon: Part, place: 'client' | 'gateway', words: readonly string[]): Promise<string> =>
  cell.run(place, ['nsenter', '--mount', '--target', String(charon.pid), 'swanctl', ...words, '--uri', VICI_SOCKET]);
