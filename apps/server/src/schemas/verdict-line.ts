import { z } from '@hono/zod-openapi';

const VerdictClass = z.enum(['live', 'vod', 'other']);

const FlowSchema = z
  .object({
    id: z.string(),
    client: z.string(),
    clientPort: z.int(),
    server: z.string(),
    serverPort: z.int(),
    protocol: z.int(),
    tunnel: z.enum(['wireguard', 'openvpn', 'ipsec', 'dtls']).nullable(),
  })
  .openapi('Flow');

const JudgedFields = {
  durationSeconds: z.number(),
  packets: z.int(),
  bytesDown: z.number(),
  bytesUp: z.number(),
  verdict: z.enum(['live', 'vod', 'other', 'unknown']),
  subtype: z.enum(['broadcast', 'call', 'audio']).nullable(),
  probability: z.number().openapi({ description: 'Calibrated, of the verdict; for unknown the largest of `probabilities`.' }),
  likely: VerdictClass,
  probabilities: z.object({ live: z.number(), vod: z.number(), other: z.number() }),
  decidedAfterSeconds: z.number().nullable(),
  resolution: z.enum(['packet', 'second']),
  reasons: z.array(z.object({ feature: z.string(), value: z.number(), effect: z.number(), text: z.string() })),
  engine: z.enum(['wasm', 'typescript']),
  model: z.object({ name: z.string(), hash: z.string() }),
  warnings: z.array(z.string()),
};

/** A line of `classify --json`. */
export const VerdictLineSchema = z
  .object({
    file: z.string(),
    flow: FlowSchema,
    primary: z.boolean().openapi({ description: 'Whether it is the heaviest flow of its capture.' }),
    start: z.iso.datetime(),
    ...JudgedFields,
  })
  .openapi('VerdictLine');

export type VerdictLine = z.infer<typeof VerdictLineSchema>;

/** The same of a series, which belongs to no flow and no file. */
export const SeriesVerdictSchema = z.object({ start: z.iso.datetime().nullable(), ...JudgedFields }).openapi('SeriesVerdict');
