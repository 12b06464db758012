import type { WallClock } from '@tunnelscope/detector/live/clock';
import type { ServerClient } from './server-client.ts';
import { type ServerEvent, serverEvents } from './server-events.ts';
import { ServerError } from './server-error.ts';
import { type ServerStats, serverStats } from './server-stats.ts';

export interface FollowingOptions {
  readonly client: ServerClient;
  /** How the server stood before the first event that is wanted. */
  readonly stats: ServerStats;
  readonly clock: WallClock;
  readonly signal: AbortSignal;
  /** There is a connection, again or for the first time. */
  readonly connected: () => void;
  /** There is none any more, and it is tried again after so long. */
  readonly lost: (error: ServerError, milliseconds: number) => void;
}

/** From one attempt to the next, doubled each time. */
const FIRST_WAIT = 500; // ms
const LONGEST_WAIT = 15_000;

/**
 * Everything that happens at a server, none of it missing and none twice, over as many connections as it takes. An event `gap`
 * stands for what the server has kept no longer, or for another history than before: all of that follows.
 * @returns once the signal is given @throws ServerError that trying again does not help
 */
export async function* followEvents({ client, stats, clock, signal, connected, lost }: FollowingOptions): AsyncGenerator<ServerEvent, void, undefined> {
  let { history, last: after } = stats.events;
  let wait = FIRST_WAIT;
  const opened = () => {
    wait = FIRST_WAIT;
    connected();
  };
  for (;;) {
    let failure = new ServerError(`${client.name}: the server has ended the connection`, true);
    try {
      const now = await serverStats(client, signal);
      if (now.events.history !== history) {
        yield { id: 0, data: { kind: 'gap', from: after + 1, to: null, reason: 'another history has begun' } };
        ({ history } = now.events);
        after = 0;
      }
      for await (const event of serverEvents(client, after, signal, opened)) {
        after = event.id;
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ServerError && error.passing)) throw error;
      failure = error;
    }
    lost(failure, wait);
    await clock.sleep(wait, signal);
    if (signal.aborted) return;
    wait = Math.min(LONGEST_WAIT, 2 * wait);
  }
}
