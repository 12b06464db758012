import type { Problem } from './problem.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** @param instance path of the request */
export function problemResponse(problem: Problem, instance: string): Response {
  return new Response(JSON.stringify(problem.details(instance)), {
    status: problem.status,
    headers: { ...problem.headers, 'content-type': PROBLEM_TYPE },
  });
}
