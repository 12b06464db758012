import { createServer, type Server as HttpServer, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { App } from './app-env.ts';
import { withholdLeave } from './limits/leave-to-send.ts';
import type { Limits } from './limits/limits.ts';
import { PROBLEM_TYPE } from './problem/on-error.ts';
import { Problem } from './problem/problem.ts';

const KEEP_ALIVE_SECONDS = 10;
const LARGEST_HEADER = 16 * 1024; // bytes

/** An HTTP server before the app, with what protects it from clients that are slow on purpose. */
export function createListener(app: App, limits: Limits): HttpServer {
  const malformed = new Problem(400, 'request', 'The request is malformed', 'found an address or a Host header that cannot be read, expected HTTP/1.1');
  const listener = getRequestListener(app.fetch, {
    errorHandler: () => new Response(JSON.stringify(malformed.details()), { status: malformed.status, headers: { 'content-type': PROBLEM_TYPE } }),
  });
  const server = createServer(
    {
      headersTimeout: 1000 * Math.min(limits.headerSeconds, limits.requestSeconds),
      requestTimeout: 1000 * limits.requestSeconds,
      keepAliveTimeout: 1000 * KEEP_ALIVE_SECONDS,
      connectionsCheckingInterval: 500,
      maxHeaderSize: LARGEST_HEADER,
      // Node would answer without a word of what is wrong; the listener finds it missing too.
      requireHostHeader: false,
    },
    listener,
  );
  server.on('checkContinue', (incoming, outgoing) => {
    withholdLeave(incoming, outgoing);
    void listener(incoming, outgoing);
  });
  server.on('checkExpectation', (_incoming, outgoing) => {
    outgoing.writeHead(EXPECTATION.status, { 'content-type': PROBLEM_TYPE, connection: 'close' }).end(JSON.stringify(EXPECTATION.details()));
  });
  server.maxConnections = limits.connections;
  // Neither reads nor writes for so long: a client that does not take its answer.
  server.setTimeout(4000 * limits.idleSeconds);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuse(error, socket));
  return server;
}

const REFUSALS: Readonly<Record<string, Problem>> = {
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, 'timeout', 'The request took too long', 'found a request that did not arrive in time, expected all of it'),
  HPE_HEADER_OVERFLOW: new Problem(431 as 400, 'header', 'The header is too large', `expected at most ${LARGEST_HEADER} bytes, found more`),
};
const EXPECTATION = new Problem(417, 'expectation', 'Nobody can do what is expected', 'found another Expect header than 100-continue, expected that or none');
const NO_HTTP = new Problem(400, 'request', 'This is no HTTP request', 'found something else, expected HTTP/1.1');

/** What Node itself finds wrong, before there is a request. */
function refuse({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = REFUSALS[code] ?? NO_HTTP;
  const body = JSON.stringify(problem.details());
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}
