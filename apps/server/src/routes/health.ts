import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import type { StreamServices } from '../live/live-services.ts';
import { Problem } from '../problem/problem.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import type { Services } from '../services.ts';
import { storeProblem } from '../store/store-problem.ts';

const answer = { 200: { description: 'Yes.', content: { 'application/json': { schema: z.object({ status: z.literal('ok') }) } } } };
const healthz = createRoute({ method: 'get', path: '/healthz', tags: ['Service'], operationId: 'healthz', summary: 'Does the process answer?', responses: answer });
const readyz = createRoute({ method: 'get', path: '/readyz', tags: ['Service'], operationId: 'readyz', summary: 'Should requests be sent here?', responses: { ...answer, ...problemAnswers(503, 507) } });

/** GET /healthz and /readyz */
export function addHealth(app: App, { stopping, view }: Services & Pick<StreamServices, 'view'>): void {
  app.openAPIRegistry.registerPath(healthz);
  app.openAPIRegistry.registerPath(readyz);
  app.get(healthz.path, (c) => c.json({ status: 'ok' }));
  app.get(readyz.path, async (c) => {
    if (stopping.aborted) throw new Problem(503, 'stopping', 'The service is ending', 'found it finishing what was accepted, expected a running one');
    if (view.fault) throw storeProblem(view.fault);
    await view.checkReady();
    return c.json({ status: 'ok' });
  });
}
