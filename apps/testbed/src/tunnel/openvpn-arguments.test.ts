import { describe, expect, test } from 'vitest';
import { openvpnClient, openvpnServer } from './openvpn-arguments.ts';

const KEYS = { certificate: 'here.crt', key: 'here.key', peerFingerprint: 'AA:BB', controlKey: 'control.key' };
const UDP = { kind: 'openvpn-udp', cipher: 'CHACHA20-POLY1305', mtu: 1400, padding: null } as const;
const TCP = { kind: 'openvpn-tcp', cipher: null, mtu: 1500, padding: null } as const;

/** The words after an option. */
const option = (command: readonly string[], name: string): string | undefined => (command.includes(name) ? command[command.indexOf(name) + 1] : undefined);

describe('the command line of OpenVPN', () => {
  test('has the same cipher and MTU at both ends', () => {
    for (const command of [openvpnServer(UDP, KEYS), openvpnClient(UDP, KEYS)]) {
      expect(option(command, '--data-ciphers')).toBe('CHACHA20-POLY1305');
      expect(option(command, '--tun-mtu')).toBe('1400');
      expect(option(command, '--peer-fingerprint')).toBe('AA:BB');
    }
  });

  test('says the protocol of each end, and leaves the buffers of TCP to the kernel', () => {
    expect(option(openvpnServer(UDP, KEYS), '--proto')).toBe('udp4');
    expect(option(openvpnServer(TCP, KEYS), '--proto')).toBe('tcp4-server');
    expect(option(openvpnClient(TCP, KEYS), '--proto')).toBe('tcp4-client');
    expect(openvpnClient(TCP, KEYS)).not.toContain('--sndbuf');
    expect(option(openvpnClient(TCP, KEYS), '--data-ciphers')).toBe('AES-256-GCM');
  });

  test('lets packets leave at once only where asked', () => {
    expect(openvpnServer(TCP, KEYS)).not.toContain('TCP_NODELAY');
    expect(option(openvpnServer({ ...TCP, noDelay: true }, KEYS), '--socket-flags')).toBe('TCP_NODELAY');
  });
});
