import { generateKeyPairSync } from 'node:crypto';
import { INSIDE, OUTSIDE, TUNNEL_ADDRESSES } from '../namespaces/cell.ts';

const WIREGUARD_PORT = 51820;

/** A key pair of Curve25519 as WireGuard writes it: 32 bytes each in base64. */
export function wireguardKeys(): { privateKey: string; publicKey: string } {
  const pair = generateKeyPairSync('x25519');
  // The key itself is the end of both encodings (RFC 8410).
  const last32 = (der: Buffer): string => der.subarray(-32).toString('base64');
  return { privateKey: last32(pair.privateKey.export({ type: 'pkcs8', format: 'der' })), publicKey: last32(pair.publicKey.export({ type: 'spki', format: 'der' })) };
}

/** What `wg setconf` reads at the gateway. */
export const gatewayConfiguration = (privateKey: string, peer: string): string =>
  `[Interface]\nPrivateKey = ${privateKey}\nListenPort = ${WIREGUARD_PORT}\n[Peer]\nPublicKey = ${peer}\nAllowedIPs = ${TUNNEL_ADDRESSES.client}/32\n`;

/** What `wg setconf` reads at the client, which keeps the way through translators of addresses open as clients do. */
export const clientConfiguration = (privateKey: string, peer: string): string =>
  `[Interface]\nPrivateKey = ${privateKey}\n[Peer]\nPublicKey = ${peer}\nAllowedIPs = ${TUNNEL_ADDRESSES.gateway}/32, ${INSIDE.network}\nEndpoint = ${OUTSIDE.gateway}:${WIREGUARD_PORT}\nPersistentKeepalive = 25\n`;
