import { findAnswers } from './answers.ts';
import type { OneWay } from './one-way.ts';
import { percentile } from './order-statistics.ts';
import type { PacketSizes, Requests } from './requests.ts';

/** Requests with their answers, as columns of equal length. A request without an answer has 0 bytes. */
export interface Exchanges {
  /** Seconds from the window's start, of the request. */
  readonly time: Float64Array;
  /** Bytes on the wire of one request (the m-th part of m that went out together). */
  readonly requestSize: Float64Array;
  readonly requestCount: Float64Array;
  readonly requestInFlight: Uint8Array;
  /** Bytes of the answer, on the wire and without headers. */
  readonly bytes: Float64Array;
  readonly net: Float64Array;
  /** 1 where the answer's last packet is not full: a full one was cut by the next request. */
  readonly whole: Uint8Array;
  /** 1 where the answer is a piece of media. */
  readonly large: Uint8Array;
  /** 1 where the answer may be a playlist. */
  readonly small: Uint8Array;
  /** 95th percentile of the bytes of answers; 0 where there are none. */
  readonly largeBytes: number;
}

/** Bytes on the wire; Twitch's playlists have 14 kB. */
export const LARGEST_PLAYLIST = 18e3;
/** Bytes without headers; less is a beacon's answer. */
export const SMALLEST_PLAYLIST = 250;
const FULL = 0.97; // of the mtu
const LARGE_PACKETS = 8;
const LARGE_SHARE = 0.15; // of the 95th percentile
const SMALL_SHARE = 0.2; // of the 95th percentile

/** `latency` in seconds; `data` must hold at least one packet. */
export function findExchanges(requests: Requests, data: OneWay, sizes: PacketSizes, latency: number): Exchanges {
  const answers = findAnswers(requests, data, latency);
  const n = requests.time.length;
  const { bytes } = answers;
  const largeBytes = answers.prompt.includes(1) ? percentile(bytes.filter((_, i) => answers.prompt[i] === 1), 95) : 0;
  const requestSize = new Float64Array(n);
  const net = new Float64Array(n);
  const whole = new Uint8Array(n);
  const large = new Uint8Array(n);
  const small = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const size = requests.size[i]!;
    const count = requests.count[i]!;
    requestSize[i] = size / count;
    net[i] = bytes[i]! - sizes.acknowledgement * answers.packets[i]!;
    whole[i] = answers.lastSize[i]! < FULL * sizes.mtu ? 1 : 0;
    if (answers.prompt[i] === 0) continue;
    if (bytes[i]! >= Math.max(LARGE_PACKETS * sizes.mtu, LARGE_SHARE * largeBytes)) large[i] = 1;
    else if (whole[i] === 1 && requests.inFlight[i] === 0 && bytes[i]! <= LARGEST_PLAYLIST && bytes[i]! < SMALL_SHARE * largeBytes
      && net[i]! >= Math.max(SMALLEST_PLAYLIST, size - sizes.acknowledgement * count)) small[i] = 1;
  }
  return {
    time: requests.time, requestSize, requestCount: requests.count, requestInFlight: requests.inFlight,
    bytes, net, whole, large, small, largeBytes,
  };
}
