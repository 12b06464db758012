import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { exponential, lognormal } from '../media/draws.ts';
import { Random } from '../plan/random.ts';

const LARGEST_MESSAGE = 64 * 1024; // bytes

/** What carries WebSockets: both kinds of server do. */
type Upgradable = Pick<Server, 'on'>;

/** Serves `/chat` and `/signal` over WebSockets. @param chatPerMinute messages that others write; null: nobody does */
export function serveSockets(server: Upgradable, seed: number, chatPerMinute: number | null): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  const waiting = new Map<string, WebSocket>();
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const path = (request.url ?? '').split('?')[0]!;
    if (path !== '/chat' && !path.startsWith('/signal')) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connection) => {
      connection.on('error', () => connection.terminate());
      if (path === '/chat') chat(connection, new Random(seed, 'chat'), chatPerMinute);
      else meet(connection, path, waiting);
    });
  });
}

/** Others write at random moments; what the viewer writes comes back to everybody, so to the viewer. */
function chat(connection: WebSocket, random: Random, perMinute: number | null): void {
  let timer: NodeJS.Timeout | undefined;
  const next = () => {
    timer = setTimeout(() => {
      connection.send(JSON.stringify({ from: `viewer${random.below(10_000)}`, text: sentence(random) }));
      next();
    }, exponential(random, 60_000 / perMinute!));
  };
  if (perMinute !== null) next();
  connection.on('close', () => clearTimeout(timer));
  connection.on('message', (message) => connection.send(message.toString()));
}

function sentence(random: Random): string {
  const letters = Math.min(2000, Math.round(lognormal(random, 60, 0.8)));
  return Array.from({ length: letters }, () => String.fromCharCode(97 + random.below(26))).join('');
}

/** Two who ask for the same path hear each other; the first is told `{"ready":true}` once the second is there. */
function meet(connection: WebSocket, path: string, waiting: Map<string, WebSocket>): void {
  const other = waiting.get(path);
  if (other?.readyState !== other?.OPEN || !other) {
    waiting.set(path, connection);
    return;
  }
  waiting.delete(path);
  join(connection, other);
  join(other, connection);
  other.send('{"ready":true}');
}

function join(from: WebSocket, to: WebSocket): void {
  from.on('message', (message) => {
    if (to.readyState === to.OPEN) to.send(message.toString());
  });
  from.on('close', () => to.close());
}
