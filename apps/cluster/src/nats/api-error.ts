import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';

/** StreamWrongLastSequence, and the code that newer servers have for it where they do not say which one is stored. */
const WRONG_SEQUENCE: readonly number[] = [JetStreamApiCodes.StreamWrongLastSequence, 10164];

/** What the libraries throw while no server answers, or one that has only just started. Their classes are not exported. */
const AWAY: ReadonlySet<string> = new Set(['TimeoutError', 'RequestError', 'NoResponders', 'ConnectionError', 'JetStreamNotEnabled']);

/** HTTP's word for it, in the answers of JetStream. */
const UNAVAILABLE = 503;

/** "Maximum bytes exceeded". */
const FULL = 10077;

/** Whether the stream has no room for a message. */
export function isFull(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === FULL;
}

/** Whether a write was refused because another one came before it. */
export function isWrongSequence(error: unknown): boolean {
  return error instanceof JetStreamApiError && WRONG_SEQUENCE.includes(error.code);
}

/** Whether it is worth trying again: nobody has refused anything. */
export function isAway(error: unknown): boolean {
  if (error instanceof JetStreamApiError) return error.status === UNAVAILABLE;
  // A right that is missing comes as a request that failed; asking again will not give it.
  if (!(error instanceof Error) || isForbidden(error)) return false;
  return AWAY.has(error.name);
}

/** Whether the server does not let this user do it. */
export function isForbidden(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Error && error.cause.name === 'PermissionViolationError';
}

/** Whether a stream, and so a bucket, does not exist. */
export function isStreamMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}
