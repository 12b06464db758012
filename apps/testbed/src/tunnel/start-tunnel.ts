import { type Cell, INSIDE, OUTSIDE } from '../namespaces/cell.ts';
import type { TunnelCondition } from '../plan/condition.ts';
import { TestbedError } from '../testbed-error.ts';
import { awaitOrigin } from './await-origin.ts';
import { type RunningTunnel, tunnelOf } from './running-tunnel.ts';
import { startIpsec } from './start-ipsec.ts';
import { startOpenvpn } from './start-openvpn.ts';
import { startWireguard } from './start-wireguard.ts';
import { tunnelFault } from './tunnel-fault.ts';

/**
 * Starts a tunnel from client to gateway and waits until the origin answers through it. The link must be running.
 * @throws TestbedError if the tunnel has not what the condition asks of it, or with the words of the end that failed
 */
export async function startTunnel(cell: Cell, tunnel: TunnelCondition): Promise<RunningTunnel> {
  const fault = tunnelFault(tunnel);
  if (fault !== null) throw new TestbedError(fault);
  const running = await start(cell, tunnel);
  await awaitOrigin(cell, tunnel.kind, running.parts);
  return running;
}

function start(cell: Cell, tunnel: TunnelCondition): Promise<RunningTunnel> {
  switch (tunnel.kind) {
    case 'openvpn-udp':
    case 'openvpn-tcp':
      return startOpenvpn(cell, tunnel);
    case 'wireguard':
      return startWireguard(cell, tunnel);
    case 'none':
      return startNone(cell, tunnel);
    case 'ipsec':
      return startIpsec(cell, tunnel);
  }
}

/** No tunnel: the client's packets go to the gateway as they are, and so do the answers. */
async function startNone(cell: Cell, tunnel: TunnelCondition): Promise<RunningTunnel> {
  await cell.run('client', ['ip', 'route', 'replace', INSIDE.network, 'via', OUTSIDE.gateway, 'mtu', String(tunnel.mtu)]);
  return tunnelOf([]);
}
