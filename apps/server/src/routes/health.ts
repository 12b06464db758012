import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import type { LiveServices } from '../live/live-services.ts';
import { Problem } from '../problem/problem.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import type { Services } from '../services.ts';
import { storeProblem } from '../store/store-problem.ts';

const answer = { 200: { description: 'Yes.', content: { 'application/json': { schema: z.object({ status: z.literal('ok') }) } } } };
const healthz = createRoute({ method: 'get', path: '/healthz', tags: ['Service'], operationId: 'healthz', summary: 'Does the process answer?', responses: answer });
const readyz = createRoute({ method: 'get', path: '/readyz', tags: ['Service'], operationId: 'readyz', summary: 'Should requests be sent here?', responses: { ...answer, ...problemAnswers(503, 507) } });

/** GET /healthz and /readyz */
export function addHealth(app: App, { stopping, engine }: Services & Pick<LiveServices, 'engine'>): void {
  app.openAPIRegistry.registerPath(healthz);
  app.openAPIRegistry.registerPath(readyz);
  app.get(healthz.path, (c) => c.json({ status: 'ok' }));
  app.get(readyz.path, (c) => {
    if (stopping.aborted) throw new Problem(503, 'stopping', 'The service is ending', 'found it finishing what was accepted, expected a running one');
    if (engine.keeper.fault) throw storeProblem(engine.keeper.fault);
    return c.json({ status: 'ok' });
  });
}
