import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { Problem } from '../problem/problem.ts';
import type { Scope } from './token.ts';
import type { Tokens } from './tokens.ts';

/** What says nothing about traffic is for everyone. */
const PUBLIC = new Set(['/', '/healthz', '/readyz', '/openapi.json', '/docs']);
const SCHEME = /^Bearer(?: |$)/i;
const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i;

/** Wants a bearer token (RFC 6750): of scope read to look, of scope write to send. @param tokens null: wants none */
export function authorise(tokens: Tokens | null): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (tokens === null || isPublic(c.req.path)) return next();
    const scope: Scope = c.req.method === 'GET' || c.req.method === 'HEAD' ? 'read' : 'write';
    const header = c.req.header('authorization');
    if (header === undefined) throw unauthorised('found no token', '');
    // The header is not repeated: it may hold a password, or a token without its scheme.
    if (!SCHEME.test(header)) throw unauthorised('found another scheme than Bearer', '');
    const presented = BEARER.exec(header)?.[1];
    const token = presented === undefined ? null : tokens.find(presented);
    if (token === null) throw unauthorised('found a token that is not known', ', error="invalid_token"');
    if (!token.scopes.includes(scope)) {
      throw new Problem(403, 'scope', 'The token does not allow this', `found scope ${token.scopes.join(' ')}, expected ${scope}`, {
        headers: { 'www-authenticate': `Bearer realm="tunnelscope", error="insufficient_scope", scope="${scope}"` },
      });
    }
    c.set('caller', token.name);
    await next();
  };
}

function isPublic(path: string): boolean {
  return PUBLIC.has(path) || path.startsWith('/docs/') || path.startsWith('/page/');
}

function unauthorised(found: string, error: string): Problem {
  return new Problem(401, 'token', 'A token is needed', `${found}, expected Authorization: Bearer with a token of this service`, {
    headers: { 'www-authenticate': `Bearer realm="tunnelscope"${error}` },
  });
}
