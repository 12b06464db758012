import { Problem } from '../problem/problem.ts';
import type { WorkQueue } from './work-queue.ts';

/** Seconds after which a sensor should try again. */
const RETRY_AFTER = 1;

/** What a sensor is told when there is no room: slower. */
export function queueFull({ batches, packets, limits }: WorkQueue<unknown>, closing: boolean): Problem {
  const headers = { 'retry-after': String(RETRY_AFTER) };
  if (closing) return new Problem(503, 'ending', 'The server is ending', 'found a batch after the server began to end, expected none', { headers });
  return new Problem(429, 'queue-full', 'Packets come faster than they can be judged', `found ${batches} batches of ${packets} packets waiting, expected room below ${limits.batches} batches and ${limits.packets} packets: try again`, { headers });
}
