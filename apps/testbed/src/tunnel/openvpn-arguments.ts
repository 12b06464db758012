import { INSIDE, OUTSIDE, TUNNEL_ADDRESSES } from '../namespaces/cell.ts';
import type { TunnelCondition } from '../plan/condition.ts';

/** Certificate and key of one end, and what it knows of the other: the fingerprint of its certificate. */
export interface OpenvpnKeys {
  readonly certificate: string;
  readonly key: string;
  readonly peerFingerprint: string;
  /** Key of the control channel, the same at both ends. */
  readonly controlKey: string;
}

const PORT = '1194';

function common(tunnel: TunnelCondition, keys: OpenvpnKeys): string[] {
  const identity = ['--cert', keys.certificate, '--key', keys.key, '--peer-fingerprint', keys.peerFingerprint, '--tls-crypt', keys.controlKey];
  const cipher = tunnel.cipher ?? 'AES-256-GCM';
  const data = ['--data-ciphers', cipher, '--disable-dco', '--tun-mtu', String(tunnel.mtu), '--mssfix', '1492', 'mtu'];
  // Fixed buffers would keep the kernel from growing those of TCP as a long link needs it.
  const buffers = tunnel.kind === 'openvpn-udp' ? ['--sndbuf', '1000000', '--rcvbuf', '1000000'] : [];
  const sending = tunnel.kind === 'openvpn-tcp' && tunnel.noDelay === true ? ['--socket-flags', 'TCP_NODELAY'] : [];
  return ['--dev', 'tun0', '--dev-type', 'tun', '--verb', '3', ...identity, ...data, ...buffers, ...sending];
}

/** OpenVPN's command line at the gateway. */
export function openvpnServer(tunnel: TunnelCondition, keys: OpenvpnKeys): string[] {
  const addresses = ['--topology', 'subnet', '--ifconfig', TUNNEL_ADDRESSES.gateway, '255.255.255.0', '--ifconfig-pool', TUNNEL_ADDRESSES.client, '10.8.0.9'];
  const pushed = ['--push', `route-gateway ${TUNNEL_ADDRESSES.gateway}`, '--push', 'topology subnet', '--keepalive', '10', '60'];
  const transport = ['--local', OUTSIDE.gateway, '--port', PORT, '--proto', tunnel.kind === 'openvpn-tcp' ? 'tcp4-server' : 'udp4'];
  return ['openvpn', '--mode', 'server', '--tls-server', '--dh', 'none', ...transport, ...addresses, ...pushed, ...common(tunnel, keys)];
}

/** OpenVPN's command line at the client. */
export function openvpnClient(tunnel: TunnelCondition, keys: OpenvpnKeys): string[] {
  const [network] = INSIDE.network.split('/');
  const transport = ['--remote', OUTSIDE.gateway, PORT, '--nobind', '--proto', tunnel.kind === 'openvpn-tcp' ? 'tcp4-client' : 'udp4'];
  const retry = tunnel.kind === 'openvpn-tcp' ? ['--connect-retry', '1', '5'] : [];
  return ['openvpn', '--client', ...transport, ...retry, '--route', network!, '255.255.255.0', TUNNEL_ADDRESSES.gateway, ...common(tunnel, keys)];
}
