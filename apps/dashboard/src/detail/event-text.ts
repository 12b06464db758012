import type { LiveEvent } from '@tunnelscope/detector/live/event';
import { endpointText } from '../text/endpoint.ts';

const TUNNELS: Readonly<Record<string, string>> = { wireguard: 'WireGuard', openvpn: 'OpenVPN', ipsec: 'IPsec', dtls: 'DTLS' };
const ENDS = { idle: 'silent for too long', evicted: 'forgotten: memory is full', clock: 'the clock made a jump', 'capture ended': 'the capture ended' } as const;

/** Name of a tunnel, for people. */
export function tunnelText(tunnel: string | null): string {
  return tunnel === null ? '' : (TUNNELS[tunnel] ?? tunnel);
}

/** What an event says, in words. @param mask what is shown in place of an address */
export function eventText(event: LiveEvent, mask: (address: string) => string): string {
  switch (event.kind) {
    case 'verdict': {
      const { verdict, subtype, probability } = event.verdict;
      const name = `${verdict}${subtype === null ? '' : ` ${subtype}`} ${Math.round(100 * probability)} %`;
      if (event.before === null) return `judged ${name}`;
      return event.cause === 'change of content' ? `other content: ${event.before} became ${name}` : `corrected: ${event.before} is ${name}`;
    }
    case 'client':
      return `client is ${endpointText(event.client === 'a' ? event.flow.a : event.flow.b, mask)} after all`;
    case 'tunnel':
      return event.tunnel === null ? 'no tunnel after all' : `tunnel looks like ${tunnelText(event.tunnel)}`;
    default:
      return ENDS[event.reason];
  }
}
