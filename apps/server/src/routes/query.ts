import type { Context } from 'hono';
import type { z } from 'zod';
import type { AppEnv } from '../app-env.ts';
import { expectation } from '../problem/expectation.ts';
import { Problem } from '../problem/problem.ts';

/** The parameters of an address. @throws Problem 422 that names the first that is wrong, or not known */
export function queryOf<Schema extends z.ZodObject>(c: Context<AppEnv>, schema: Schema): z.output<Schema> {
  const given = c.req.query();
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue!.code === 'unrecognized_keys' ? issue!.keys.join(', ') : issue!.path.join('.') || 'query';
  const expected = issue!.code === 'unrecognized_keys' ? `only ${Object.keys(schema.shape).join(', ')}` : expectation(issue!);
  throw new Problem(422, 'parameters', 'The request has a wrong parameter', `${field}: found ${JSON.stringify((given[field] ?? field).slice(0, 80))}, expected ${expected}`, { members: { field } });
}
