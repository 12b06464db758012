import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { presetHeader } from './preset-header.ts';

/** For answers that are data. A page sets a policy of its own instead. */
const HEADERS: readonly (readonly [string, string])[] = [
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['cache-control', 'no-store'],
];

/** Sets headers before the handler runs, so that it can replace them. */
export const securityHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  for (const [name, value] of HEADERS) presetHeader(c, name, value);
  await next();
};
