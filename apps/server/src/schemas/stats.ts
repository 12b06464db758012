import { z } from '@hono/zod-openapi';

/** Sensors that are told of. */
export const MOST_SENSORS = 100;
const count = z.int();

export const StatsSchema = z
  .object({
    time: z.iso.datetime().nullable().openapi({ description: 'Of the stream: that of its latest packet, and what has passed since.' }),
    packets: count, bytes: z.number(),
    flows: z.object({ followed: count, met: count, idle: count, evicted: count, live: count, vod: count, other: count, unknown: count }),
    windows: count.openapi({ description: 'Windows judged.' }),
    dropped: z.object({ late: count, stray: count }).openapi({ description: 'Packets that were not judged: behind the stream, or of an impossible time.' }),
    queue: z.object({ batches: count, packets: count, mostBatches: count, mostPackets: count }),
    events: z.object({ history: z.string().openapi({ description: 'Names the history that the ids of events belong to: under another name they count anew.' }), first: count, last: count, clients: count, slowClientsDropped: count }),
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
    partitions: z
      .array(z.object({ partition: count, owner: z.string().nullable(), lag: count.nullable(), flows: count.nullable(), lost: count.nullable(), snapshotAge: z.number().nullable() }))
      .nullable()
      .openapi({ description: 'Where workers follow the flows: of each partition its worker, messages that wait for it, its flows, packets that taps had to drop, and seconds since its flow table was kept. Null where this process follows them.' }),
    store: z.object({ bytes: z.number(), fault: z.enum(['full', 'locked', 'newer', 'corrupt', 'failed']).nullable() }),
    version: z.string().openapi({ description: 'Of this service.' }),
    engine: z.enum(['wasm', 'typescript']),
    model: z.object({ name: z.string(), hash: z.string() }),
  })
  .openapi('Stats');

export type Stats = z.infer<typeof StatsSchema>;
