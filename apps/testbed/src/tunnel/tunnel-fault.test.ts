import { describe, expect, test } from 'vitest';
import { tunnelFault } from './tunnel-fault.ts';

describe('why a tunnel cannot be as asked', () => {
  test.each([
    { kind: 'none', cipher: null, mtu: 1500, padding: null },
    { kind: 'openvpn-udp', cipher: 'AES-256-GCM', mtu: 1500, padding: null },
    { kind: 'openvpn-tcp', cipher: null, mtu: 1300, padding: null, noDelay: true },
    { kind: 'wireguard', cipher: null, mtu: 1440, padding: null },
    { kind: 'ipsec', cipher: null, mtu: 1438, padding: null },
  ] as const)('nothing: $kind, $mtu', (tunnel) => {
    expect(tunnelFault(tunnel)).toBeNull();
  });

  test.each([
    [{ kind: 'wireguard', cipher: 'AES-256-GCM', mtu: 1420, padding: null }, 'A tunnel of kind wireguard has no choice of ciphers, expected null, got AES-256-GCM.'],
    [{ kind: 'wireguard', cipher: null, mtu: 1441, padding: null }, 'A tunnel of kind wireguard carries at most 1440 bytes without fragments, got an MTU of 1441.'],
    [{ kind: 'ipsec', cipher: null, mtu: 1439, padding: null }, 'A tunnel of kind ipsec carries at most 1438 bytes without fragments, got an MTU of 1439.'],
    [{ kind: 'openvpn-udp', cipher: null, mtu: 1500, padding: 64 }, "A tunnel of kind openvpn-udp offers no padding of one's choice, expected null, got 64."],
    [{ kind: 'wireguard', cipher: null, mtu: 1420, padding: null, noDelay: true }, 'noDelay is for openvpn-tcp alone, got a tunnel of kind wireguard.'],
  ] as const)('%j', (tunnel, fault) => {
    expect(tunnelFault(tunnel)).toBe(fault);
  });
});
