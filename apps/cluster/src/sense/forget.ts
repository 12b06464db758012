import type { NatsConnection } from '@nats-io/transport-node';
import { freshFingerprint } from './fingerprint.ts';
import { sense } from './sense.ts';

/**
 * Ends a tap that does so itself no more, as one that was stopped amid its file: it sends the end of a capture without packets under
 * that name. A process that still sends as this tap ends, too.
 * @param signal ends waiting for the server @throws as `sense` does
 */
export async function forgetTap(connection: NatsConnection, tap: string, signal: AbortSignal): Promise<void> {
  const source = { packets: (async function* nothing() {})(), file: { fingerprint: freshFingerprint(), speed: Infinity }, dropped: () => null };
  const { fault } = await sense({ connection, tap, source, spoolBytes: 1e6, others: [], signal, tell: () => {} });
  if (fault) throw fault;
}
