import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import { Problem } from '../problem/problem.ts';
import { FlowDetailSchema } from '../schemas/flow.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import type { Services } from '../services.ts';
import type { Store } from '../store/store.ts';
import type { LiveView } from '../view/live-view.ts';

const ID = /^[0-9a-f]{12}$/;

const route = createRoute({
  method: 'get',
  path: '/v1/flows/{id}',
  tags: ['Follow'],
  operationId: 'getFlow',
  summary: 'Show one flow: its traffic, and why it is judged as it is',
  description: 'A flow that is followed, as it is now; else as it was when a flow of this identifier last ended.',
  request: { params: z.object({ id: z.string().regex(ID) }) },
  responses: { 200: { description: 'The flow.', content: { 'application/json': { schema: FlowDetailSchema } } }, ...problemAnswers(401, 403, 404, 503) },
});

/** GET /v1/flows/{id} */
export function addFlow(app: App, { view, store }: Services & { readonly view: LiveView; readonly store: Store }): void {
  app.openAPIRegistry.registerPath(route);
  app.get('/v1/flows/:id', async (c) => {
    const id = c.req.param('id');
    if (!ID.test(id)) throw notFound(`found ${JSON.stringify(id.slice(0, 40))}, expected an identifier of 12 hexadecimal digits`);
    const followed = await view.about(id);
    if (followed) return c.json(followed);
    const ended = store.flows.latest(id);
    if (ended === null) throw notFound(`no flow of identifier ${id} is followed, or is kept in the history`);
    return c.json({ ...(JSON.parse(ended.line) as object), bitsPerSecond: 0, ...(JSON.parse(ended.detail) as object) });
  });
}

function notFound(detail: string): Problem {
  return new Problem(404, 'flow-not-found', 'There is no such flow', detail);
}
