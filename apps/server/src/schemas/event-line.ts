import { z } from '@hono/zod-openapi';
import { EndsSchema, fields, Verdict, VerdictClass } from './flow.ts';

const head = { time: z.iso.datetime().openapi({ description: 'Of the traffic.' }), number: z.int().openapi({ description: 'Counts the events of the flow, from 0.' }), flow: EndsSchema };
const { flow: _flow, ended: _ended, bitsPerSecond: _rate, ...line } = fields;

/** The data of a server-sent event: a line as `watch` writes it. */
export const EventLineSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('verdict'), ...head, verdict: Verdict, subtype: fields.subtype, probability: z.number(), likely: VerdictClass, probabilities: fields.probabilities.unwrap(),
      before: Verdict.nullable().openapi({ description: 'Null where it is the first.' }), cause: z.string(), since: z.iso.datetime(),
      warnings: z.array(z.string()).optional().openapi({ description: 'What was lost at the time, such as packets that a tap dropped.' }),
    }),
    z.object({ kind: z.literal('client'), ...head }).openapi({ description: 'The other end is the client: what was judged is forgotten.' }),
    z.object({ kind: z.literal('tunnel'), ...head }),
    z.object({ kind: z.literal('end'), ...head, reason: fields.ended.unwrap(), ...line }),
  ])
  .openapi('EventLine');

/** Instead of events that cannot be had any more. */
export const GapSchema = z
  .object({ kind: z.literal('gap'), from: z.int().nullable(), to: z.int(), reason: z.string() })
  .openapi('EventGap', { description: 'Events from `from` to `to` do not come; null: `to` is the latest there is, and the one asked for never was.' });

/** What a client reads of a page of verdicts on live flows. */
export const LiveVerdictsSchema = z.object({ verdicts: z.array(z.object({ line: EventLineSchema })) });
