import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import type { LiveServices } from '../live/live-services.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import type { Services } from '../services.ts';

const MOST_SENSORS = 100;
const count = z.int();

const StatsSchema = z
  .object({
    time: z.iso.datetime().nullable().openapi({ description: 'Of the stream: that of its latest packet, and what has passed since.' }),
    packets: count, bytes: z.number(),
    flows: z.object({ followed: count, met: count, idle: count, evicted: count, live: count, vod: count, other: count, unknown: count }),
    windows: count.openapi({ description: 'Windows judged.' }),
    dropped: z.object({ late: count, stray: count }).openapi({ description: 'Packets that were not judged: behind the stream, or of an impossible time.' }),
    queue: z.object({ batches: count, packets: count, mostBatches: count, mostPackets: count }),
    events: z.object({ first: count, last: count, clients: count, slowClientsDropped: count }),
    source: z
      .object({
        name: z.string(), format: z.enum(['pcap', 'pcapng', 'network-stats']).nullable(), packets: count, records: count,
        skipped: z.record(z.string(), count).openapi({ description: 'Records that are not among the packets, by the reason.' }),
        warnings: z.array(z.object({ text: z.string(), count })),
        flowsForgottenByReader: count,
        droppedByKernel: count.nullable().openapi({ description: 'Packets that the system lost before they could be read; null where nobody counts.' }),
        state: z.enum(['running', 'ended', 'failed']), error: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: 'The interface, pipe or file of this machine that is judged; null without one.' }),
    sensors: z.array(z.object({ name: z.string(), sequence: z.int(), seen: z.iso.datetime(), packets: count })).openapi({ description: `Those heard of last, at most ${MOST_SENSORS}.` }),
    store: z.object({ bytes: z.number(), fault: z.enum(['full', 'locked', 'newer', 'corrupt', 'failed']).nullable() }),
    engine: z.enum(['wasm', 'typescript']),
    model: z.object({ name: z.string(), hash: z.string() }),
  })
  .openapi('Stats');

export type Stats = z.infer<typeof StatsSchema>;

const route = createRoute({
  method: 'get',
  path: '/v1/stats',
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
      events: { first: feed.first, last: feed.last, clients: eventClients.size, slowClientsDropped: eventClients.dropped },
      source: followed?.counters ?? null,
      sensors: store.journal.sensors(MOST_SENSORS).map(({ name, sequence, seen, packets: pushed }) => ({ name, sequence, seen: new Date(seen).toISOString(), packets: pushed })),
      store: { bytes: store.bytes, fault: keeper.fault?.fault ?? null },
      engine: kernels.engine,
      model: { name: model.name, hash: model.hash },
    });
  });
}
