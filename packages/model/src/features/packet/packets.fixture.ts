import type { OneWay } from './one-way.ts';
import type { Requests } from './requests.ts';

/** Packets of one direction from [seconds, bytes] each. */
export function packets(...rows: readonly (readonly [number, number])[]): OneWay {
  return { time: Float64Array.from(rows, ([time]) => time), size: Uint16Array.from(rows, ([, size]) => size) };
}

/** Requests from [seconds, bytes, went out together, in flight] each; one alone and in silence where left out. */
export function requests(...rows: readonly (readonly [number, number, number?, number?])[]): Requests {
  return {
    time: Float64Array.from(rows, ([time]) => time), size: Float64Array.from(rows, ([, size]) => size),
    count: Float64Array.from(rows, ([, , count]) => count ?? 1), inFlight: Uint8Array.from(rows, ([, , , inFlight]) => inFlight ?? 0),
  };
}

/** `count` packets of `size` bytes, one every `step` seconds from `start` on. */
export function train(start: number, count: number, size: number, step = 0.001): [number, number][] {
  return Array.from({ length: count }, (_, i) => [start + i * step, size]);
}
