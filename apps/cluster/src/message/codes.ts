import type { Tunnel } from '@tunnelscope/capture/batch';

/** Numbers of the form. What a number means stays as it is for ever; new meanings have new ones, and a new version. */

export const MAGIC = [0x54, 0x53] as const; // TS

export const FLAG_FINITE = 1;
export const FINGERPRINT_BYTES = 8;

export const STEP = { packets: 1, seconds: 2, sweep: 3, setBack: 4, end: 5, endOfNothing: 6, lost: 7 } as const;

/** An address is 4 or 16 bytes, or a text. */
export const ADDRESS = { text: 0, v4: 4, v6: 6 } as const;

export const TUNNELS: readonly (Tunnel | null)[] = [null, 'wireguard', 'openvpn', 'ipsec', 'dtls'];
