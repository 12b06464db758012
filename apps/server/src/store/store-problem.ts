import { Problem } from '../problem/problem.ts';
import type { StoreError } from './store-error.ts';

/** Seconds after which a client should try again. */
const RETRY_AFTER = 10;

/** What a client is told. The path of the file stays in the log. */
export function storeProblem({ fault }: StoreError): Problem {
  const headers = { 'retry-after': String(RETRY_AFTER) };
  if (fault === 'full') return new Problem(507, 'disk-full', 'There is no room left to keep this', 'found the disk of the service full, expected room: nothing of this request was kept', { headers });
  return new Problem(503, `store-${fault}`, 'The history cannot be written or read', 'nothing of this request was kept; the log of the service says more', { headers });
}
