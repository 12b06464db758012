import { JetStreamApiError } from '@nats-io/jetstream';
import { isAway, isForbidden } from './api-error.ts';
import { NatsError } from './nats-error.ts';

/** What the libraries throw, as an error that says what was found and what to do; any other error as it is. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof NatsError || isForbidden(error)) return error;
  const { message } = error;
  if (error.name === 'JetStreamNotEnabled') return new NatsError(`the NATS server has no JetStream for this user (${message}): start it with -js`, { cause: error });
  if (isAway(error)) return new NatsError(`the NATS server does not answer (${message}): it may still be starting, or its JetStream may have no leader`, { cause: error });
  return error instanceof JetStreamApiError ? new NatsError(`the NATS server refuses: ${message}`, { cause: error }) : error;
}
