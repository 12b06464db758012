import type { OneWay } from './one-way.ts';
import { median } from './order-statistics.ts';
import type { Requests } from './requests.ts';

const UNKNOWN = 0.04; // s: a usual round trip
const SILENCE = 0.1; // s: data that comes later answers the request, not an earlier one
const TOO_LATE = 1.2; // s
const ENOUGH = 2;

/** Median seconds from a request in silence to the first data packet after it; 0.04 where fewer than two show it. */
export function measureLatency(requests: Requests, data: OneWay): number {
  const latencies = new Float64Array(requests.time.length);
  let k = 0;
  for (let i = 0, next = 0; i < requests.time.length; i++) {
    const now = requests.time[i]!;
    while (next < data.time.length && data.time[next]! < now) next++;
    if (next === data.time.length) break;
    const latency = data.time[next]! - now;
    if ((next === 0 || now - data.time[next - 1]! > SILENCE) && latency < TOO_LATE) latencies[k++] = latency;
  }
  return k < ENOUGH ? UNKNOWN : median(latencies.subarray(0, k));
}
