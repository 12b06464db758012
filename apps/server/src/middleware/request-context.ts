import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AppEnv } from '../app-env.ts';
import { BodyRoom } from '../limits/body-room.ts';
import type { Services } from '../services.ts';
import { presetHeader } from './preset-header.ts';

/** What a caller may name its request. Anything else could break a header or a log. */
const REQUEST_ID = /^[\w.:-]{1,64}$/;

/** Gives every request an id and a logger; measures and logs it. Of the address only the path is logged, never the query. */
export function requestContext({ logger, metrics, clock, limits }: Services): MiddlewareHandler<AppEnv> {
  // The largest body that may come must find room where nothing else is.
  const bodyRoom = new BodyRoom(Math.max(limits.heldBodyBytes, limits.bodyBytes));
  return async (c, next) => {
    const started = clock.now();
    const asked = c.req.header('x-request-id');
    const requestId = asked !== undefined && REQUEST_ID.test(asked) ? asked : randomUUID();
    const own = logger.child({ requestId });
    c.set('requestId', requestId);
    c.set('logger', own);
    c.set('caller', null);
    c.set('bodyRoom', bodyRoom);
    presetHeader(c, 'x-request-id', requestId);
    metrics.requestsInFlight.inc();
    const { method } = c.req;
    let status = 0;
    const done = () => {
      metrics.requestsInFlight.dec();
      const seconds = (clock.now() - started) / 1000;
      const route = routeOf(routePath(c, -1));
      metrics.requestSeconds.observe({ method: KNOWN_METHODS.has(method) ? method : 'other', route, status }, seconds);
      own.info({ method, path: c.req.path.slice(0, 200), status, ms: Math.round(1e5 * seconds) / 100, caller: c.get('caller') ?? undefined }, 'request');
    };
    const { outgoing } = c.env ?? {};
    // An answer that is streamed ends long after its handler.
    outgoing?.once('close', done);
    await next();
    status = c.res.status;
    if (outgoing === undefined) done();
  };
}

const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A pattern, never a path: there are endlessly many of these. */
function routeOf(pattern: string): string {
  return pattern === '' || pattern.includes('*') ? 'none' : pattern;
}
