import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { Problem } from '../problem/problem.ts';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Answers only to names that are this machine's. On loopback nothing else keeps a page, whose own name was made to point
 * to 127.0.0.1 (DNS rebinding), from reading what is here.
 * @param allowed further names, for a proxy in front
 */
export function hostCheck(allowed: readonly string[]): MiddlewareHandler<AppEnv> {
  const names = new Set([...LOOPBACK_NAMES, ...allowed.map((name) => name.toLowerCase())]);
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!names.has(nameOf(host))) {
      throw new Problem(421, 'host', 'Not the host asked for', `found Host ${JSON.stringify(host.slice(0, 100))}, expected one of ${[...names].join(', ')}; --allow-host adds others`);
    }
    await next();
  };
}

/** The host without its port, in lower case. */
function nameOf(host: string): string {
  return host.replace(/:\d{1,5}$/, '').toLowerCase();
}
