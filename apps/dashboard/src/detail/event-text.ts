import type { EventLine } from '@tunnelscope/detector/live/event-line';
import { endpointText } from '../text/endpoint.ts';
import { plain } from '../text/plain.ts';

const TUNNELS: Readonly<Record<string, string>> = { wireguard: 'WireGuard', openvpn: 'OpenVPN', ipsec: 'IPsec', dtls: 'DTLS' };
const ENDS: Readonly<Record<string, string>> = { idle: 'silent for too long', evicted: 'forgotten: memory is full', clock: 'the clock made a jump', 'capture ended': 'the capture ended' };

/** Name of a tunnel, for people. */
export function tunnelText(tunnel: string | null): string {
  return tunnel === null ? '' : (TUNNELS[tunnel] ?? plain(tunnel));
}

/** What an event says, in words. */
export function eventText(event: EventLine): string {
  switch (event.kind) {
    case 'verdict': {
      const { verdict, subtype, probability, before, cause } = event;
      const name = `${verdict}${subtype === null ? '' : ` ${subtype}`} ${Math.round(100 * probability)} %`;
      if (before === null) return `judged ${name}`;
      return cause === 'change of content' ? `other content: ${before} became ${name}` : `corrected: ${before} is ${name}`;
    }
    case 'client':
      return `client is ${endpointText(event.flow.client, event.flow.clientPort)} after all`;
    case 'tunnel':
      return event.flow.tunnel === null ? 'no tunnel after all' : `tunnel looks like ${tunnelText(event.flow.tunnel)}`;
    case 'end':
      return ENDS[event.reason] ?? plain(event.reason);
  }
}
