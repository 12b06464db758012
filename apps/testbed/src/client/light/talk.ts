import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { exponential, lognormal } from '../../media/draws.ts';
import type { Random } from '../../plan/random.ts';
import type { Connection } from './connection.ts';

/** One in so many messages of a chat is the viewer's own; the origin writes the others. */
const OWN_SHARE = 10;
/** Between two reports of a player, the time may be this much shorter or longer. */
const TELEMETRY_JITTER = 0.1;
const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Listens to the origin's chat and writes a message now and then, until `signal` ends it. @throws the socket's error */
export async function chat(base: string, perMinute: number, random: Random, signal: AbortSignal): Promise<void> {
  const socket = new WebSocket(`${base.replace(/^https/, 'wss')}/chat`, { rejectUnauthorized: false });
  const ended = new Promise<never>((_, reject) => {
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the chat was cut off')));
  });
  ended.catch(() => {});
  signal.addEventListener('abort', () => socket.terminate());
  try {
    await Promise.race([new Promise((resolve) => socket.once('open', resolve)), ended]);
    while (!signal.aborted) {
      await Promise.race([sleep(exponential(random, (60 * OWN_SHARE) / perMinute) * 1000, undefined, { signal }), ended]);
      socket.send(JSON.stringify({ text: letters(random, Math.min(500, Math.round(lognormal(random, 40, 0.8)))) }));
    }
  } finally {
    socket.terminate();
  }
}

/** Sends a player's reports to its maker, one to two kB each, until `signal` ends it. @throws the connection's error */
export async function telemetry(connection: Connection, everySeconds: number, random: Random, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const jitter = 1 + TELEMETRY_JITTER * (2 * random.unit() - 1);
    await sleep(everySeconds * jitter * 1000, undefined, { signal });
    await connection.ask('/telemetry', { method: 'POST', body: Buffer.from(letters(random, 1000 + random.below(1000))), signal });
  }
}

function letters(random: Random, count: number): string {
  return Array.from({ length: count }, () => CHARACTERS[random.below(CHARACTERS.length)]).join('');
}
