import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { Problem } from '../problem/problem.ts';

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, HEAD, POST',
  'access-control-allow-headers': 'Authorization, Content-Type, Last-Event-ID, X-Request-Id',
  'access-control-max-age': '600',
};

/**
 * Lets pages of the origins given call, and no others: a browser sends some requests (a form's upload) without asking
 * first, and these would be carried out although the page may not read the answer.
 * @param origins such as `https://example.org`
 */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler<AppEnv> {
  const allowed = new Set(origins);
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (origin === undefined || isOwn(origin, c.req.header('host'))) {
      if (origin === undefined && c.req.method !== 'GET' && c.req.header('sec-fetch-site') === 'cross-site') throw forbidden('a page of another site');
      return next();
    }
    if (!allowed.has(origin)) {
      // Reading is the browser's to forbid, which it does where no header allows it.
      if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
      throw forbidden(`Origin ${JSON.stringify(origin.slice(0, 100))}`);
    }
    c.header('access-control-allow-origin', origin);
    c.header('access-control-expose-headers', 'Retry-After, X-Request-Id');
    c.header('cross-origin-resource-policy', 'cross-origin');
    c.header('vary', 'Origin');
    if (c.req.method === 'OPTIONS') return c.body(null, 204, PREFLIGHT);
    return next();
  };
}

function isOwn(origin: string, host: string | undefined): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

function forbidden(found: string): Problem {
  return new Problem(403, 'cross-origin', 'Pages of this origin may not call', `found ${found}, expected this service's own pages or an origin given with --cors`);
}
