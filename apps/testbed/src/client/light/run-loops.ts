import { setMaxListeners } from 'node:events';
import { type Doing, NOTHING } from '../doing.ts';
import type { Connection } from './connection.ts';

/** Something that goes on until `signal` ends it; rejects when it cannot. */
export type Loop = (signal: AbortSignal) => Promise<void>;

/** Time after which a loop that failed, such as by a lost connection, begins again. */
const AGAIN_MILLISECONDS = 2000;

/**
 * Loops on one connection, which is open before they begin.
 * @throws the connection's error
 */
export async function runLoops(connection: Connection, loops: readonly Loop[]): Promise<Doing> {
  const stopped = new AbortController();
  // All objects of a page listen to it.
  setMaxListeners(0, stopped.signal);
  const errors: string[] = [];
  const run = async (loop: Loop) => {
    while (!stopped.signal.aborted) {
      try {
        await loop(stopped.signal);
      } catch (error) {
        if (stopped.signal.aborted) return;
        errors.push((error as Error).message);
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLISECONDS));
      }
    }
  };
  if (loops.length > 0) await connection.ask('/time');
  return {
    async begin() {
      connection.begin();
      for (const loop of loops) void run(loop);
    },
    observe: async () => ({ ...NOTHING, errors: errors.splice(0), requests: connection.takeRequests() }),
    async close() {
      stopped.abort();
      connection.close();
    },
  };
}
