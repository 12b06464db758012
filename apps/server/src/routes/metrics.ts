import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import type { Services } from '../services.ts';

const route = createRoute({
  method: 'get',
  path: '/metrics',
  tags: ['Service'],
  operationId: 'metrics',
  summary: 'Counters for Prometheus',
  responses: { 200: { description: 'Text exposition format.', content: { 'text/plain': { schema: z.string() } } }, ...problemAnswers(401, 403) },
});

/** GET /metrics */
export function addMetrics(app: App, { metrics }: Services): void {
  app.openAPIRegistry.registerPath(route);
  app.get(route.path, async (c) => c.body(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }));
}
