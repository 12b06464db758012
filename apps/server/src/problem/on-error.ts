import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { AppEnv } from '../app-env.ts';
import type { Services } from '../services.ts';
import { StoreError } from '../store/store-error.ts';
import { storeProblem } from '../store/store-problem.ts';
import { Problem } from './problem.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** Every error becomes problem+json; what nobody foresaw is logged, and its words are kept from the client. */
export function onError({ cutOff }: Pick<Services, 'cutOff'>): ErrorHandler<AppEnv> {
  return (error, c) => problemOf(error, c, cutOff);
}

function problemOf(error: Error, c: Context<AppEnv>, cutOff: AbortSignal): Response {
  if (error instanceof Problem) return answer(error, c);
  if (error instanceof StoreError) {
    c.get('logger').error({ fault: error.fault }, 'the store failed');
    return answer(storeProblem(error), c);
  }
  if (error instanceof HTTPException) return answer(new Problem(error.status, `http-${error.status}`, 'The request cannot be answered', error.message), c);
  if (c.req.raw.signal.aborted || c.env?.incoming?.socket.destroyed) {
    if (cutOff.aborted) c.get('logger').warn('broken off: the time to end was up');
    else c.get('logger').info('the client left before the answer');
    // Nobody reads it; the number is what other servers log.
    return c.body(null, 499 as 400);
  }
  c.get('logger').error({ err: error }, 'unexpected failure');
  return answer(new Problem(500, 'internal', 'Unexpected failure', `This is a fault of the service. Its log says more under request ${c.get('requestId')}.`), c);
}

export const onNotFound: NotFoundHandler<AppEnv> = (c) =>
  answer(new Problem(404, 'not-found', 'No such resource', `There is nothing at this address; /openapi.json lists what there is.`), c);

function answer(problem: Problem, c: Context<AppEnv>): Response {
  return c.body(JSON.stringify(problem.details(c.req.path)), problem.status, { ...problem.headers, 'content-type': PROBLEM_TYPE });
}
