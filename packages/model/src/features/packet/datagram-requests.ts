import { inFlightShare, type InFlight } from './in-flight.ts';
import type { OneWay } from './one-way.ts';

const OVER_ACKNOWLEDGEMENT = 50; // bytes; leaves out SACK, and HTTP/2 WINDOW_UPDATE (+35 … 42) and PING (+39 … 46)
const SAME_SIZE = 8; // bytes between two requests of the same kind
const MOSTLY = 0.6; // a size in flight more often than this belongs to acknowledgements …
const MOSTLY_IF_RARE = 0.85; // … but rare sizes are known less well
const RARE = 0.5; // packets per second
const AFTER_PAUSE = 0.15; // s

/**
 * Which uplink packets of a tunnel over datagrams are requests (1) rather than acknowledgements (0). They are larger than
 * an acknowledgement and come in a pause, or, in flight, have nearly the size of one that came in a pause.
 * `acknowledgement` in bytes, `seconds` from the first data packet to the last.
 */
export function findDatagramRequests(up: OneWay, inFlight: InFlight, acknowledgement: number, seconds: number): Uint8Array {
  const smallest = acknowledgement + OVER_ACKNOWLEDGEMENT;
  const belongs = sizesThatMayBeRequests(inFlight, Math.max(1, seconds));
  const nearPause = sizesNearPause(up, inFlight, smallest);
  const requests = new Uint8Array(up.size.length);
  for (let i = 0; i < up.size.length; i++) {
    const size = up.size[i]!;
    if (size < smallest) continue;
    const trusted = belongs[size] === 1;
    if (inFlight.flag[i] === 1) requests[i] = trusted && nearPause[size] === 1 ? 1 : 0;
    else requests[i] = trusted || inFlight.sinceData[i]! > AFTER_PAUSE ? 1 : 0;
  }
  return requests;
}

function sizesThatMayBeRequests(inFlight: InFlight, seconds: number): Uint8Array {
  const belongs = new Uint8Array(inFlight.count.length);
  for (let size = 0; size < belongs.length; size++) {
    const count = inFlight.count[size]!;
    if (count === 0) continue;
    const limit = count <= RARE * seconds ? MOSTLY_IF_RARE : MOSTLY;
    if (inFlightShare(inFlight, size) <= limit) belongs[size] = 1;
  }
  return belongs;
}

/** Marks every size within SAME_SIZE of a candidate that was not in flight. */
function sizesNearPause(up: OneWay, inFlight: InFlight, smallest: number): Uint8Array {
  const seen = new Uint8Array(inFlight.count.length);
  for (let i = 0; i < up.size.length; i++) {
    if (inFlight.flag[i] === 0 && up.size[i]! >= smallest) seen[up.size[i]!] = 1;
  }
  const near = new Uint8Array(seen.length);
  for (let size = 0; size < seen.length; size++) {
    if (seen[size] === 1) near.fill(1, Math.max(0, size - SAME_SIZE), size + SAME_SIZE + 1);
  }
  return near;
}
