import type { Condition } from '../plan/condition.ts';
import { Random } from '../plan/random.ts';
import type { Doing } from './doing.ts';
import { browse } from './light/browse.ts';
import { Connection } from './light/connection.ts';
import { type Loop, runLoops } from './light/run-loops.ts';
import { chat, telemetry } from './light/talk.ts';

/** What goes on in the same tunnel beside the activity, on a connection of its own as with another service. */
export function background(base: string, { seed, background, origin }: Condition): Promise<Doing> {
  const { browseThinkSeconds, chatPerMinute, telemetrySeconds } = background;
  const connection = new Connection(base, origin.http);
  const loops: Loop[] = [];
  const random = (name: string) => new Random(seed, `client ${name}`);
  if (browseThinkSeconds !== null) {
    const pages = random('browse');
    loops.push((signal) => browse(connection, browseThinkSeconds, pages, signal));
  }
  if (chatPerMinute !== null) {
    const messages = random('chat');
    loops.push((signal) => chat(base, chatPerMinute, messages, signal));
  }
  if (telemetrySeconds !== null) {
    const reports = random('telemetry');
    loops.push((signal) => telemetry(connection, telemetrySeconds, reports, signal));
  }
  return runLoops(connection, loops);
}

/** Both at once; the observations are the activity's, with the requests and errors of the background. */
export function beside(activity: Doing, background: Doing): Doing {
  return {
    async begin() {
      await Promise.all([activity.begin(), background.begin()]);
    },
    async observe() {
      const [seen, other] = await Promise.all([activity.observe(), background.observe()]);
      return { ...seen, errors: [...seen.errors, ...other.errors], requests: [...seen.requests, ...other.requests] };
    },
    async close() {
      await Promise.all([activity.close(), background.close()]);
    },
  };
}
