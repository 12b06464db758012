import { inFlightShare, type InFlight } from './in-flight.ts';
import type { OneWay } from './one-way.ts';
import { mostFrequentSize } from './size-counts.ts';

const OVER_ACKNOWLEDGEMENT = 30; // bytes
const AT_ONCE = 0.0015; // s after data: too soon for a request, so an inner acknowledgement
const SMALLEST_INNER = 50; // bytes of an inner acknowledgement with the tunnel's own header
const LARGEST_INNER = 120;
const ENOUGH = 3; // inner acknowledgements before their size is believed
const MOSTLY = 0.4;
const AFTER_PAUSE = 0.15; // s

/**
 * Which uplink packets of a tunnel that itself runs over TCP are requests (1). The outer acknowledgement is a bare header;
 * inner acknowledgements ride in segments of their own or several to a segment, so that multiples of their size are no requests.
 */
export function findStreamRequests(up: OneWay, inFlight: InFlight, acknowledgement: number): Uint8Array {
  const inner = innerAcknowledgement(up, inFlight, acknowledgement);
  const requests = new Uint8Array(up.size.length);
  for (let i = 0; i < up.size.length; i++) {
    const size = up.size[i]!;
    const since = inFlight.sinceData[i]!;
    if (size < acknowledgement + OVER_ACKNOWLEDGEMENT || inFlight.flag[i] === 1 || since < AT_ONCE) continue;
    if (since <= AFTER_PAUSE && inFlightShare(inFlight, size) > MOSTLY) continue;
    if (inner > 0 && (size - acknowledgement) % inner === 0) continue;
    requests[i] = 1;
  }
  return requests;
}

/** The most frequent payload of an inner acknowledgement in bytes; 0 where too few were seen. */
function innerAcknowledgement(up: OneWay, inFlight: InFlight, acknowledgement: number): number {
  const counts = new Uint32Array(LARGEST_INNER);
  let total = 0;
  for (let i = 0; i < up.size.length; i++) {
    const payload = up.size[i]! - acknowledgement;
    if (inFlight.sinceData[i]! >= AT_ONCE || payload < SMALLEST_INNER || payload >= LARGEST_INNER) continue;
    counts[payload]!++;
    total++;
  }
  return total >= ENOUGH ? mostFrequentSize(counts) : 0;
}
