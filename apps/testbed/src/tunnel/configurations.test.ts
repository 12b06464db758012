import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { swanctlConfiguration } from './ipsec-configuration.ts';
import { clientConfiguration, gatewayConfiguration, wireguardKeys } from './wireguard-configuration.ts';

describe('the configurations of tunnels', () => {
  test("WireGuard's keys are 32 bytes each and belong together", () => {
    const { privateKey, publicKey } = wireguardKeys();
    // RFC 8410, section 7: what precedes the key in PKCS #8.
    const der = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), Buffer.from(privateKey, 'base64')]);
    const derived = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).export({ format: 'jwk' });
    expect(Buffer.from(derived.x!, 'base64url').toString('base64')).toBe(publicKey);
  });

  test('WireGuard sends through the tunnel what belongs there', () => {
    expect(gatewayConfiguration('a', 'b')).toContain('AllowedIPs = 10.8.0.2/32');
    expect(clientConfiguration('a', 'b')).toMatch(/AllowedIPs = 10\.8\.0\.1\/32, 10\.50\.0\.0\/24\nEndpoint = 172\.31\.1\.1:51820/);
  });

  test('the two ends of IPsec are each the other seen from the far side', () => {
    const client = swanctlConfiguration('client', '0123');
    const gateway = swanctlConfiguration('gateway', '0123');
    const value = (text: string, name: string): string => new RegExp(`${name} = (.*)`).exec(text)![1]!;
    expect(value(client, 'local_ts')).toBe('10.8.0.2/32');
    expect(value(gateway, 'remote_ts')).toBe(value(client, 'local_ts'));
    expect(value(gateway, 'local_ts')).toBe(value(client, 'remote_ts'));
    expect(value(gateway, 'local_addrs')).toBe(value(client, 'remote_addrs'));
    expect(value(gateway, 'secret')).toBe('0x0123 }');
  });
});
