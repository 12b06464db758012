import { OWN_COLUMNS, type WorkSpace } from '../work-space.ts';
import type { OneWay } from './one-way.ts';

/** For each uplink packet, how it stands to the download before it. */
export interface InFlight {
  /** Seconds since the last data packet; 9 where there was none. */
  readonly sinceData: Float64Array;
  /** 1 where a full data packet came so shortly before that the packet may acknowledge it. */
  readonly flag: Uint8Array;
  /** Uplink packets of each exact size, and how many of them are in flight: acknowledgements mostly are. */
  readonly count: Uint32Array;
  readonly flagged: Uint32Array;
}

const SHORTLY = 0.15; // s: longer than a delayed acknowledgement, shorter than most pauses before a request
const FULL = 0.9; // of the mtu
const NEVER = 9; // s

/** `count` are the uplink's size counts; `data` the downlink packets larger than acknowledgements; `mtu` in bytes. */
export function markInFlight(up: OneWay, count: Uint32Array, data: OneWay, mtu: number, space: WorkSpace = OWN_COLUMNS): InFlight {
  const n = up.time.length;
  const sinceData = space.f64(n);
  const flag = space.u8(n).fill(0);
  const flagged = space.u32(count.length).fill(0);
  for (let i = 0, next = 0; i < n; i++) {
    const now = up.time[i]!;
    while (next < data.time.length && data.time[next]! < now) next++;
    const since = next > 0 ? now - data.time[next - 1]! : NEVER;
    sinceData[i] = since;
    if (since <= SHORTLY && data.size[next - 1]! >= FULL * mtu) {
      flag[i] = 1;
      flagged[up.size[i]!]!++;
    }
  }
  return { sinceData, flag, count, flagged };
}

/** Share of the uplink packets of this exact size that are in flight. */
export function inFlightShare(inFlight: InFlight, size: number): number {
  return inFlight.flagged[size]! / inFlight.count[size]!;
}
