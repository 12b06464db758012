import { createRoute } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import type { StreamServices } from '../live/live-services.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import { MOST_SENSORS, StatsSchema } from '../schemas/stats.ts';
import type { Services } from '../services.ts';
import { VERSION } from '../version.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/stats',
  tags: ['Follow'],
  operationId: 'getStats',
  summary: 'Counters of the running detector',
  responses: { 200: { description: 'Counts since the service began, but for the store, which goes on.', content: { 'application/json': { schema: StatsSchema } } }, ...problemAnswers(401, 403, 503) },
});

/** GET /v1/stats */
export function addStats(app: App, { view, store, kernels, model, eventClients }: Services & StreamServices): void {
  app.openAPIRegistry.registerPath(route);
  app.get(route.path, async (c) => {
    const { source, partitions, ...counts } = await view.counts();
    return c.json({
      ...counts,
      events: { history: store.name, first: view.feed.first, last: view.feed.last, clients: eventClients.size, slowClientsDropped: eventClients.dropped },
      source,
      sensors: store.journal.sensors(MOST_SENSORS).map(({ name, sequence, seen, packets: pushed }) => ({ name, sequence, seen: new Date(seen).toISOString(), packets: pushed })),
      partitions,
      store: { bytes: store.bytes, fault: view.fault?.fault ?? null },
      version: VERSION,
      engine: kernels.engine,
      model: { name: model.name, hash: model.hash },
    });
  });
}
