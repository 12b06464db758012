import { OWN_COLUMNS, type WorkSpace } from '../work-space.ts';
import { findDatagramRequests } from './datagram-requests.ts';
import { markInFlight } from './in-flight.ts';
import type { OneWay } from './one-way.ts';
import { countSizes } from './size-counts.ts';
import { findStreamRequests } from './stream-requests.ts';

/** Requests as columns of equal length, ascending in time. */
export interface Requests {
  /** Seconds from the window's start. */
  readonly time: Float64Array;
  /** Bytes on the wire of all packets of the request. */
  readonly size: Float64Array;
  /** 1 where the first packet was in flight (see in-flight.ts). */
  readonly inFlight: Uint8Array;
  /** Requests that went out together. */
  readonly count: Float64Array;
}

/** What the sizes alone say of a tunnel, in bytes. */
export interface PacketSizes {
  /** 97th percentile of the downlink. */
  readonly mtu: number;
  /** The most frequent uplink size. */
  readonly acknowledgement: number;
}

const STREAM_ACKNOWLEDGEMENT = 80; // bytes: a smaller one has no room for a tunnel's header around an inner one
const TOGETHER = 0.005; // s between packets of one request
const NOT_FULL = 0.8; // of the mtu: packets that end a request

/** True where the tunnel itself runs over TCP: its acknowledgements are bare headers. */
export function overStream(sizes: PacketSizes): boolean {
  return sizes.acknowledgement < STREAM_ACKNOWLEDGEMENT;
}

/** Uplink packets that are requests; those at most 5 ms apart are one. `data` are the downlink packets with payload, ≥ 1. */
export function findRequests(up: OneWay, data: OneWay, sizes: PacketSizes, space: WorkSpace = OWN_COLUMNS): Requests {
  const inFlight = markInFlight(up, countSizes(up.size, space), data, sizes.mtu, space);
  const seconds = data.time[data.time.length - 1]! - data.time[0]!;
  const isRequest = overStream(sizes)
    ? findStreamRequests(up, inFlight, sizes.acknowledgement)
    : findDatagramRequests(up, inFlight, sizes.acknowledgement, seconds);
  const picked = pickRequests(up, inFlight.flag, isRequest, NOT_FULL * sizes.mtu);
  const opens = new Uint8Array(picked.time.length);
  for (let i = 0; i < opens.length; i++) opens[i] = i === 0 || picked.time[i]! - picked.time[i - 1]! > TOGETHER ? 1 : 0;
  const joined = joinRequests(picked, opens);
  for (let i = 0; i < joined.count.length; i++) if (joined.count[i]! < 1) joined.count[i] = 1;
  return joined;
}

/** Merges neighbours: opens[i] = 1 begins a new request. Sizes and counts add up, the first one's time and flag stay. */
export function joinRequests(requests: Requests, opens: Uint8Array): Requests {
  let length = 0;
  for (let i = 0; i < opens.length; i++) length += opens[i]!;
  const joined = emptyRequests(length);
  for (let i = 0, k = -1; i < opens.length; i++) {
    if (opens[i] === 1) {
      k++;
      joined.time[k] = requests.time[i]!;
      joined.inFlight[k] = requests.inFlight[i]!;
    }
    joined.size[k]! += requests.size[i]!;
    joined.count[k]! += requests.count[i]!;
  }
  return joined;
}

/** Each marked packet as a request of its own, which counts if it is smaller than `full` bytes (the last of its request). */
function pickRequests(up: OneWay, inFlight: Uint8Array, isRequest: Uint8Array, full: number): Requests {
  let length = 0;
  for (let i = 0; i < isRequest.length; i++) length += isRequest[i]!;
  const picked = emptyRequests(length);
  for (let i = 0, k = 0; i < isRequest.length; i++) {
    if (isRequest[i] === 0) continue;
    picked.time[k] = up.time[i]!;
    picked.size[k] = up.size[i]!;
    picked.inFlight[k] = inFlight[i]!;
    picked.count[k++] = up.size[i]! < full ? 1 : 0;
  }
  return picked;
}

function emptyRequests(length: number): Requests {
  return { time: new Float64Array(length), size: new Float64Array(length), inFlight: new Uint8Array(length), count: new Float64Array(length) };
}
