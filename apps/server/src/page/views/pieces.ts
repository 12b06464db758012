import type { ListedFlow } from '../../schemas/flow.ts';
import { h, type Tree } from '../tree.ts';
import { clock } from './quantity.ts';

type Verdict = ListedFlow['verdict'];
type Ends = Omit<ListedFlow['flow'], 'tunnel'>;

/** The symbol that says a verdict without a colour, as the other screens have it. */
export const SYMBOLS: Readonly<Record<Verdict, string>> = { live: '●', vod: '■', other: '◇', unknown: '?' };
export const TUNNELS: Readonly<Record<string, string>> = { wireguard: 'WireGuard', openvpn: 'OpenVPN', ipsec: 'IPsec', dtls: 'DTLS' };
/** Why a flow is followed no longer. */
export const ENDS: Readonly<Record<string, string>> = { idle: 'silent for too long', evicted: 'forgotten: memory is full', clock: 'the clock made a jump', 'capture ended': 'the capture ended' };
const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 47: 'GRE', 50: 'ESP' };

/** Symbol and word. */
export function verdictMark(verdict: Verdict, note: string | null = null): Tree {
  return h('span', { class: `verdict ${verdict}` }, h('span', { class: 'symbol', 'aria-hidden': 'true' }, SYMBOLS[verdict]), ` ${verdict}`, note !== null && ` ${note}`);
}

/** Broadcast is what live means unless something else is said. */
export function kindNote(subtype: ListedFlow['subtype']): string | null {
  return subtype === null || subtype === 'broadcast' ? null : subtype;
}

/** Characters that are not seen, or turn the direction of the text, and would make a name look like another. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Text that comes from a capture or a file name. */
export function foreign(text: string): string {
  return text.replace(INVISIBLE, '\ufffd');
}

/** `10.0.0.1:443`, `[2001:db8::1]:443`; without a port where there is none. */
export function endpoint(address: string, port: number): string {
  const shown = foreign(address);
  if (port === 0) return shown;
  return shown.includes(':') ? `[${shown}]:${port}` : `${shown}:${port}`;
}

export function endsText({ client, clientPort, server, serverPort }: Ends): string {
  return `${endpoint(client, clientPort)} → ${endpoint(server, serverPort)}`;
}

export function protocolText(protocol: number): string {
  return PROTOCOLS[protocol] ?? `protocol ${protocol}`;
}

/** A moment, by the clock of who reads it; a dash where there is none. */
export function moment(time: string | null): Tree | string {
  return time === null ? '–' : h('time', { datetime: time }, clock(time));
}
