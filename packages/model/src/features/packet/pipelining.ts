import type { OneWay } from './one-way.ts';
import { joinRequests, type Requests } from './requests.ts';

/**
 * Requests with no data packet between them, each within one latency (s) of the last, become one of m requests:
 * two playlists asked for together have one answer on the wire.
 */
export function joinPipelined(requests: Requests, data: OneWay, latency: number): Requests {
  const opens = new Uint8Array(requests.time.length);
  for (let i = 0, next = 0; i < opens.length; i++) {
    const before = next;
    while (next < data.time.length && data.time[next]! < requests.time[i]!) next++;
    opens[i] = i === 0 || next > before || requests.time[i]! - requests.time[i - 1]! > latency ? 1 : 0;
  }
  return joinRequests(requests, opens);
}
