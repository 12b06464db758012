import type { TunnelCondition } from '../plan/condition.ts';

/** Most bytes inside that still leave in one packet of 1500 bytes; OpenVPN makes TCP's segments shorter by itself. */
const LONGEST_WITHIN: Partial<Record<TunnelCondition['kind'], number>> = { wireguard: 1440, ipsec: 1438 };

/** Why a tunnel cannot be as the condition says; null: it can. */
export function tunnelFault({ kind, cipher, mtu, padding, noDelay }: TunnelCondition): string | null {
  if (cipher !== null && kind !== 'openvpn-udp' && kind !== 'openvpn-tcp') return `A tunnel of kind ${kind} has no choice of ciphers, expected null, got ${cipher}.`;
  const longest = LONGEST_WITHIN[kind] ?? 1500;
  if (mtu > longest) return `A tunnel of kind ${kind} carries at most ${longest} bytes without fragments, got an MTU of ${mtu}.`;
  if (padding !== null) return `A tunnel of kind ${kind} offers no padding of one's choice, expected null, got ${padding}.`;
  if (noDelay === true && kind !== 'openvpn-tcp') return `noDelay is for openvpn-tcp alone, got a tunnel of kind ${kind}.`;
  return null;
}
