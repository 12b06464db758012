import type { Context } from 'hono';
import type { z } from 'zod';
import type { AppEnv } from '../app-env.ts';
import { Problem } from '../problem/problem.ts';

/** The parameters of an address. @throws Problem 422 that names the first that is wrong, or not known */
export function queryOf<Schema extends z.ZodType>(c: Context<AppEnv>, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(c.req.query());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue!.path.join('.') || (issue!.code === 'unrecognized_keys' ? issue!.keys.join(', ') : 'query');
  throw new Problem(422, 'parameters', 'The request has a wrong parameter', `${field}: ${issue!.message}`, { members: { field } });
}
