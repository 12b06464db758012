import { setTimeout as sleep } from 'node:timers/promises';
import { exponential } from '../../media/draws.ts';
import type { Random } from '../../plan/random.ts';
import type { Connection } from './connection.ts';

/** Pages that the origin tells apart. */
const PAGES = 1_000_000;

/**
 * Visits pages with all that is in them, and reads for a while between two, until `signal` ends it.
 * @param thinkSeconds mean time of reading, exponentially distributed
 * @throws the connection's error
 */
export async function browse(connection: Connection, thinkSeconds: number, random: Random, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(exponential(random, thinkSeconds) * 1000, undefined, { signal });
    const page = await connection.ask(`/web/page?n=${random.below(PAGES)}`, { signal });
    const objects = [...page.body.toString().matchAll(/<img[^>]* src="([^"]+)"/g)].map(([, address]) => address!);
    await Promise.all(objects.map((address) => connection.ask(address, { signal, keep: false })));
  }
}

/** Fetches one file of so many megabytes after the other, until `signal` ends it. @throws the connection's error */
export async function download(connection: Connection, megabytes: number, pauseSeconds: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await connection.ask(`/download?bytes=${Math.round(megabytes * 1e6)}`, { signal, keep: false });
    await sleep(pauseSeconds * 1000, undefined, { signal });
  }
}
