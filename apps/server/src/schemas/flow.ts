import { z } from '@hono/zod-openapi';

const Probabilities = z.object({ live: z.number(), vod: z.number(), other: z.number() });
export const VerdictClass = z.enum(['live', 'vod', 'other']);
export const Verdict = z.enum(['live', 'vod', 'other', 'unknown']);
export const TUNNELS = ['wireguard', 'openvpn', 'ipsec', 'dtls'] as const;

export const EndsSchema = z.object({
  id: z.string(), client: z.string(), clientPort: z.int(), server: z.string(), serverPort: z.int(), protocol: z.int(), tunnel: z.enum(TUNNELS).nullable(),
});

/** What is told of a flow wherever it is told of. */
export const fields = {
  flow: EndsSchema,
  clientCertain: z.boolean().openapi({ description: 'Whether the traffic has shown which end is the client.' }),
  start: z.iso.datetime(),
  durationSeconds: z.number(),
  packets: z.int(),
  bytesDown: z.number(),
  bytesUp: z.number(),
  bitsPerSecond: z.number().openapi({ description: 'Of both directions, over the last ten seconds; 0 of a flow that has ended.' }),
  verdict: Verdict,
  subtype: z.enum(['broadcast', 'call', 'audio']).nullable(),
  probability: z.number().nullable(),
  likely: VerdictClass.nullable(),
  probabilities: Probabilities.nullable(),
  since: z.iso.datetime().nullable().openapi({ description: 'From when on the verdict holds.' }),
  resolution: z.enum(['packet', 'second']),
  ended: z.enum(['idle', 'evicted', 'clock', 'capture ended']).nullable().openapi({ description: 'Why the flow is followed no longer; null while it is.' }),
};

export const LiveFlowSchema = z.object(fields).openapi('LiveFlow');

export const FlowPageSchema = z.object({ flows: z.array(LiveFlowSchema), nextCursor: z.string().nullable() }).openapi('FlowPage');

export type ListedFlow = z.infer<typeof LiveFlowSchema>;

export const FlowDetailSchema = z
  .object({
    ...fields,
    series: z.object({ start: z.iso.datetime(), seconds: z.int(), bytesDown: z.array(z.number()), bytesUp: z.array(z.number()) }).openapi({ description: 'Bytes of each of the last seconds, at most 300.' }),
    spikes: z.object({ times: z.array(z.iso.datetime()), bytes: z.array(z.number()), medianGapSeconds: z.number().nullable() }).openapi({ description: 'Seconds whose downlink is a local maximum of at least the mean.' }),
    spectrum: z.object({ frequency: z.array(z.number()), power: z.array(z.number()) }).nullable().openapi({ description: 'Power of the downlink, bytes² per Hz at each frequency in Hz, by Welch.' }),
    probabilitiesOverTime: z.array(z.object({ time: z.iso.datetime(), live: z.number(), vod: z.number(), other: z.number() })),
    reasons: z.array(z.object({ feature: z.string(), value: z.number(), effect: z.number(), text: z.string() })),
  })
  .openapi('FlowDetail');

export type FlowDetail = z.infer<typeof FlowDetailSchema>;
