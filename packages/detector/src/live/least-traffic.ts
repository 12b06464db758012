import type { LiveFlow } from './live-flow.ts';

/** Flows count as no younger: else those that have just begun would drive out the others, and none would grow old enough for a verdict. */
const LEAST_AGE = 10_000; // ms

/** The flows with the least bytes a second that have to go for the others to fit. @param now epoch ms @param most bytes of memory @returns their numbers, the least first */
export function leastTraffic(flows: ReadonlyMap<number, LiveFlow>, now: number, most: number): number[] {
  const rate = ({ start, bytesFromA, bytesFromB }: LiveFlow) => (bytesFromA + bytesFromB) / Math.max(now - start, LEAST_AGE);
  const byRate = [...flows].map(([number, flow]) => ({ number, footprint: flow.footprint, rate: rate(flow) })).sort((x, y) => x.rate - y.rate || x.number - y.number);
  let footprint = byRate.reduce((sum, flow) => sum + flow.footprint, 0);
  const gone: number[] = [];
  for (const flow of byRate) {
    if (footprint <= most) break;
    footprint -= flow.footprint;
    gone.push(flow.number);
  }
  return gone;
}
