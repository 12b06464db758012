import { inFlightShare, type InFlight } from './in-flight.ts';
import type { OneWay } from './one-way.ts';

const OVER_ACKNOWLEDGEMENT = 50; // bytes; leaves out SACK, and HTTP/2 WINDOW_UPDATE (+35 … 42) and PING (+39 … 46)
const MOSTLY = 0.6; // a size in flight more often than this belongs to acknowledgements …
const MOSTLY_IF_RARE = 0.85; // … but rare sizes are known less well
const RARE = 0.5; // packets per second
const AFTER_PAUSE = 0.15; // s

/**
 * Which uplink packets of a tunnel over datagrams are requests (1) rather than acknowledgements (0). They are larger than
 * an acknowledgement, and come in a pause or have an exact size that is not mostly in flight.
 * `acknowledgement` in bytes, `seconds` from the first data packet to the last.
 */
export function findDatagramRequests(up: OneWay, inFlight: InFlight, acknowledgement: number, seconds: number): Uint8Array {
  const trusted = sizesOfRequests(inFlight, Math.max(1, seconds));
  const requests = new Uint8Array(up.size.length);
  for (let i = 0; i < up.size.length; i++) {
    const size = up.size[i]!;
    if (size < acknowledgement + OVER_ACKNOWLEDGEMENT) continue;
    if (trusted[size] === 1 || inFlight.sinceData[i]! > AFTER_PAUSE) requests[i] = 1;
  }
  return requests;
}

/** Marks the sizes that are not mostly in flight. */
function sizesOfRequests(inFlight: InFlight, seconds: number): Uint8Array {
  const trusted = new Uint8Array(inFlight.count.length);
  for (let size = 0; size < trusted.length; size++) {
    const count = inFlight.count[size]!;
    if (count === 0) continue;
    const limit = count <= RARE * seconds ? MOSTLY_IF_RARE : MOSTLY;
    if (inFlightShare(inFlight, size) <= limit) trusted[size] = 1;
  }
  return trusted;
}
