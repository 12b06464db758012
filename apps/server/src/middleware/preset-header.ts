import type { Context } from 'hono';
import type { AppEnv } from '../app-env.ts';

/**
 * Sets a header that whatever answers may replace. On Node's own answer where there is one: headers that wait in the context
 * are a `Headers` of the web, copied and walked again for every answer.
 */
export function presetHeader(c: Context<AppEnv>, name: string, value: string): void {
  const outgoing = c.env?.outgoing;
  if (outgoing) outgoing.setHeader(name, value);
  else c.header(name, value);
}
