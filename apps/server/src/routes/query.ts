import type { Context } from 'hono';
import { z } from '@hono/zod-openapi';
import type { AppEnv } from '../app-env.ts';
import { expectation } from '../problem/expectation.ts';
import { Problem } from '../problem/problem.ts';

/** Of what takes no parameters at all. */
export const NO_PARAMETERS = z.strictObject({});

/** The parameters of an address. @throws Problem 422 that names the first that is wrong, not known, or given twice */
export function queryOf<Schema extends z.ZodObject>(c: Context<AppEnv>, schema: Schema): z.output<Schema> {
  const given = c.req.query();
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (issue!.code === 'unrecognized_keys') throw wrongParameter(issue!.keys.join(', '), JSON.stringify(issue!.keys.join(', ').slice(0, 80)), onlyKnown(schema));
    const field = issue!.path.join('.') || 'query';
    throw wrongParameter(field, JSON.stringify((given[field] ?? field).slice(0, 80)), expectation(issue!));
  }
  for (const [field, values] of Object.entries(c.req.queries())) if (values.length > 1) throw wrongParameter(field, `it ${values.length} times`, 'it once');
  return parsed.data;
}

/** What one wrong parameter, header or cursor is answered with. */
export function wrongParameter(field: string, found: string, expected: string): Problem {
  return new Problem(422, 'parameters', 'The request has a wrong parameter', `${field}: found ${found}, expected ${expected}`, { members: { field } });
}

function onlyKnown({ shape }: z.ZodObject): string {
  const known = Object.keys(shape);
  return known.length === 0 ? 'no parameters' : `only ${known.join(', ')}`;
}
