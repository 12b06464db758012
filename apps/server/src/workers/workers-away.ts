import { Problem } from '../problem/problem.ts';

/** Seconds after which a client should try again. */
const RETRY_AFTER = 2;

/** What a client is told where the workers cannot be asked; any other error as it is. */
export function workersAway(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'WorkersError') return error;
  return new Problem(503, 'workers-away', 'The workers cannot be asked now', error.message, { headers: { 'retry-after': String(RETRY_AFTER) } });
}
