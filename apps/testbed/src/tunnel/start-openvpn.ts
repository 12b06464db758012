import type { Cell } from '../namespaces/cell.ts';
import type { TunnelCondition } from '../plan/condition.ts';
import { openvpnClient, openvpnServer } from './openvpn-arguments.ts';
import { makeOpenvpnKeys } from './openvpn-keys.ts';
import { type RunningTunnel, TUNNEL_NICE, tunnelOf } from './running-tunnel.ts';

/** OpenVPN in user space (its kernel module is left aside: what records must not depend on the machine). */
export async function startOpenvpn(cell: Cell, tunnel: TunnelCondition): Promise<RunningTunnel> {
  const keys = await makeOpenvpnKeys(cell.folder);
  const gateway = cell.start('gateway', openvpnServer(tunnel, keys.gateway), { name: 'tunnel-gateway', nice: TUNNEL_NICE });
  const client = cell.start('client', openvpnClient(tunnel, keys.client), { name: 'tunnel-client', nice: TUNNEL_NICE });
  return tunnelOf([gateway, client]);
}
