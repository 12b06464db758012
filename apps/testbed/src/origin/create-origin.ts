import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer, type Server } from 'node:https';
import { dirname } from 'node:path';
import type { Title } from '../media/title.ts';
import type { Condition } from '../plan/condition.ts';
import { type Exchange, refuse, sendAnswer } from './answer.ts';
import type { Clock } from './live-clock.ts';
import { AT_ONCE, paceOf } from './pace.ts';
import { entryPath, programmeOf } from './programme-of.ts';
import { answerRadio } from './radio.ts';
import { serveSockets } from './sockets.ts';
import { answerFile } from './static-files.ts';
import { answerStream } from './stream-routes.ts';
import { answerBytes, answerPage } from './web.ts';

export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** Servers keep a connection open longer than any segment lasts. */
const KEEP_ALIVE = 75_000; // ms, as nginx

/**
 * The web server of one recording: media, pages, downloads, chat, telemetry and the players themselves, over HTTP/2 or 1.1.
 * Not yet listening. @throws TestbedError for a condition that cannot be served
 */
export function createOrigin(condition: Condition, title: Title | null, { key, cert }: Certificate, clock: Clock): Server {
  const answer = routes(condition, title, clock);
  const listener = (request: Http2ServerRequest, response: Http2ServerResponse) => {
    const url = new URL(request.url, 'https://origin');
    // Whoever goes away in the middle ends only his own answer.
    response.on('error', () => {});
    answer({ request, response, url }).catch(() => response.stream?.close());
  };
  const http1 = condition.origin.http === '1.1';
  const server = http1 ? createServer({ key, cert, keepAliveTimeout: KEEP_ALIVE }, listener as never) : createSecureServer({ key, cert, allowHTTP1: true }, listener);
  server.on('sessionError', () => {});
  serveSockets(server as Server, condition.seed, condition.background.chatPerMinute);
  return server as Server;
}

function routes(condition: Condition, title: Title | null, clock: Clock): (exchange: Exchange) => Promise<void> {
  const { seed, activity } = condition;
  const pace = paceOf(condition.origin, seed);
  const programme = title && programmeOf(condition, title, clock);
  const entry = entryPath(activity);
  return async (exchange) => {
    const { pathname } = exchange.url;
    if (programme && entry === pathname && pathname.endsWith('/stream')) return answerRadio(exchange, programme, pace);
    if (programme && entry && pathname.startsWith(`${dirname(entry)}/`)) return answerStream(exchange, programme, pathname.slice(dirname(entry).length + 1), pace);
    switch (pathname) {
      case '/time':
        return sendAnswer(exchange, { type: 'text/plain', body: new Date(clock.now()).toISOString(), cache: 'no-store' }, AT_ONCE);
      case '/telemetry':
        return telemetry(exchange);
      case '/web/page':
        return answerPage(exchange, seed, pace);
      case '/web/object':
        return answerBytes(exchange, 'image/jpeg', pace);
      case '/download':
        return answerBytes(exchange, 'application/octet-stream', pace);
      default:
        return answerFile(exchange);
    }
  };
}

/** Reads a report to its end and says that it came. */
async function telemetry(exchange: Exchange): Promise<void> {
  for await (const _ of exchange.request);
  refuse(exchange, 204);
}
