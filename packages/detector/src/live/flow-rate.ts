import type { LiveFlow } from './live-flow.ts';

/** Segments of video are seconds apart: over less, the rate would jump. */
const RATE_SECONDS = 10;

/** Bits per second of both directions over the last full seconds. @param now epoch ms of the stream */
export function flowRate({ start, seconds: traffic }: Pick<LiveFlow, 'start' | 'seconds'>, now: number): number {
  const end = Math.floor(now / 1000);
  const seconds = Math.min(RATE_SECONDS, end - Math.floor(start / 1000));
  if (!(seconds >= 1)) return 0;
  return (8 * traffic.total(end, seconds)) / seconds;
}
