import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../namespaces/command.ts';
import type { OpenvpnKeys } from './openvpn-arguments.ts';

/** Makes keys that live as long as the cell's folder. @throws TestbedError with the words of openssl or openvpn */
export async function makeOpenvpnKeys(folder: string): Promise<{ client: OpenvpnKeys; gateway: OpenvpnKeys }> {
  const controlKey = join(folder, 'control.key');
  const [client, gateway] = await Promise.all([makeEnd(folder, 'client'), makeEnd(folder, 'gateway'), runCommand(['openvpn', '--genkey', 'tls-crypt', controlKey])]);
  return {
    client: { certificate: client.certificate, key: client.key, peerFingerprint: gateway.fingerprint, controlKey },
    gateway: { certificate: gateway.certificate, key: gateway.key, peerFingerprint: client.fingerprint, controlKey },
  };
}

async function makeEnd(folder: string, name: string): Promise<{ certificate: string; key: string; fingerprint: string }> {
  const certificate = join(folder, `${name}.crt`);
  const key = join(folder, `${name}.key`);
  const request = ['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30', '-subj', `/CN=${name}`];
  await runCommand([...request, '-keyout', key, '-out', certificate]);
  return { certificate, key, fingerprint: new X509Certificate(readFileSync(certificate)).fingerprint256 };
}
