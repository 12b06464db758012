import { createRoute } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import type { LiveServices } from '../live/live-services.ts';
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
export function addStats(app: App, { engine, store, kernels, model, eventClients, followed }: Services & LiveServices): void {
  app.openAPIRegistry.registerPath(route);
  app.get(route.path, (c) => {
    const { detector, queue, feed, keeper, latePackets } = engine;
    const { packets, bytes, flows, idle, evicted, strayPackets, windows } = detector.counts;
    const verdicts = { live: 0, vod: 0, other: 0, unknown: 0 };
    for (const { policy } of detector.flows.values()) verdicts[policy.current?.verdict ?? 'unknown']++;
    return c.json({
      time: detector.now > -Infinity ? new Date(detector.now).toISOString() : null,
      packets, bytes,
      flows: { followed: detector.flows.size, met: flows, idle, evicted, ...verdicts },
      windows,
      dropped: { late: latePackets, stray: strayPackets },
      queue: { batches: queue.batches, packets: queue.packets, mostBatches: queue.limits.batches, mostPackets: queue.limits.packets },
      events: { history: store.name, first: feed.first, last: feed.last, clients: eventClients.size, slowClientsDropped: eventClients.dropped },
      source: followed?.counters ?? null,
      sensors: store.journal.sensors(MOST_SENSORS).map(({ name, sequence, seen, packets: pushed }) => ({ name, sequence, seen: new Date(seen).toISOString(), packets: pushed })),
      store: { bytes: store.bytes, fault: keeper.fault?.fault ?? null },
      version: VERSION,
      engine: kernels.engine,
      model: { name: model.name, hash: model.hash },
    });
  });
}
