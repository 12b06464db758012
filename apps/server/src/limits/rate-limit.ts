import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { Problem } from '../problem/problem.ts';
import { callerKey } from './caller-key.ts';
import { TokenBuckets } from './token-buckets.ts';

/** Answers 429 to a caller who asks more often than `perSecond`, beyond bursts of twice as many. @param now ms */
export function rateLimit(perSecond: number, now: () => number): MiddlewareHandler<AppEnv> {
  const buckets = new TokenBuckets(perSecond, 2 * perSecond);
  return async (c, next) => {
    const wait = buckets.take(callerKey(c.env?.incoming?.socket.remoteAddress), now());
    if (wait > 0) throw tooMany(`more than ${perSecond} requests a second`, wait);
    await next();
  };
}

/** @param seconds until it is worth asking again */
export function tooMany(found: string, seconds: number): Problem {
  const whole = String(Math.max(1, Math.ceil(seconds)));
  return new Problem(429, 'too-many-requests', 'Too many requests', `found ${found}; try again in ${whole} s`, { headers: { 'retry-after': whole } });
}
