import type { WallClock } from '@tunnelscope/detector/live/clock';
import type { Output } from '../output.ts';
import { harmlessJson } from '../text/plain.ts';
import { followEvents } from './follow-events.ts';
import type { ServerClient } from './server-client.ts';
import type { ServerError } from './server-error.ts';
import { type ServerStats, serverStats } from './server-stats.ts';
import { serverStatsLine } from './server-stats-line.ts';

export interface PrintingOptions {
  readonly client: ServerClient;
  /** How the server stood at first. */
  readonly stats: ServerStats;
  readonly clock: WallClock;
  readonly signal: AbortSignal;
  readonly output: Pick<Output, 'write'>;
  /** Says what became of the connection. */
  readonly warn: (message: string) => void;
}

/** A stream that never ends says what it lost all the same. */
const BETWEEN_STATS = 60_000; // ms on the wall
/** At the end the counters are worth no longer a wait. */
const LAST_WAIT = 2000;

/**
 * Writes a server's events as lines of JSON, and each minute and at the end one with all counters.
 * @returns once the signal is given @throws ServerError that trying again does not help
 */
export async function printServerEvents({ client, stats, clock, signal, output, warn }: PrintingOptions): Promise<void> {
  let latest = stats;
  let broken = false;
  const connected = () => {
    if (broken) warn(`${client.name}: connected again`);
    broken = false;
  };
  const lost = (error: ServerError) => {
    if (!broken) warn(`${error.message}; trying again until it can be had`);
    broken = true;
  };
  const counting = new AbortController();
  const either = AbortSignal.any([signal, counting.signal]);
  const count = async () => {
    for (;;) {
      await clock.sleep(BETWEEN_STATS, either);
      if (either.aborted) return;
      // Whoever follows the events finds out what is wrong.
      latest = await serverStats(client, either).catch(() => latest);
      if (!either.aborted) await output.write(`${harmlessJson(serverStatsLine(latest, null))}\n`);
    }
  };
  const counted = count();
  let fault: string | null = null;
  try {
    for await (const { data } of followEvents({ client, stats, clock, signal, connected, lost })) await output.write(`${harmlessJson(data)}\n`);
  } catch (error) {
    fault = (error as Error).message;
    throw error;
  } finally {
    counting.abort();
    await counted;
    if (fault === null) latest = await serverStats(client, AbortSignal.timeout(LAST_WAIT)).catch(() => latest);
    await output.write(`${harmlessJson(serverStatsLine(latest, fault))}\n`);
  }
}
