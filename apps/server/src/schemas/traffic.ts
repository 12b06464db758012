import { z } from '@hono/zod-openapi';

export const TrafficSchema = z
  .object({
    time: z.iso.datetime().nullable().openapi({ description: 'Of the stream; null before its first packet.' }),
    rates: z
      .object({ flow: z.array(z.string()), bitsPerSecond: z.array(z.number()), bytesDown: z.array(z.number()), probability: z.array(z.number().nullable()) })
      .openapi({ description: 'Columns: flows with traffic in the last ten seconds, bits per second of both directions over that time, their downlink so far, and the probability of their verdict as it is now. A flow that is not in it sends nothing.' }),
    downlink: z
      .object({ start: z.iso.datetime(), seconds: z.int(), bytes: z.array(z.array(z.number()).nullable()) })
      .nullable()
      .openapi({ description: 'Of each flow asked for, bytes in each of the seconds from `start` to the last full one; null for a flow that is not followed. Null as a whole where none was asked for, or before the first packet.' }),
  })
  .openapi('Traffic');

export type Traffic = z.infer<typeof TrafficSchema>;
