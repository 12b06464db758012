import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import { Verdict } from '../schemas/flow.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import type { Services } from '../services.ts';
import type { Store } from '../store/store.ts';
import { cursorOf, placeOf } from './cursor.ts';
import { queryOf } from './query.ts';
import { wholeNumber } from './whole-number.ts';

const query = z.strictObject({
  flow: z.string().regex(/^[0-9a-f]{12}$/, 'expected an identifier of 12 hexadecimal digits').optional(),
  verdict: Verdict.optional(),
  source: z.enum(['live', 'upload']).optional().openapi({ description: 'Given on flows that were followed as their packets came, or on a capture that was sent.' }),
  capture: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional().openapi({ description: 'Number of one upload.' }),
  from: z.iso.datetime({ offset: true }).optional().openapi({ description: 'Recorded then or later.' }),
  to: z.iso.datetime({ offset: true }).optional().openapi({ description: 'Recorded before.' }),
  limit: wholeNumber(1, 1000).default(100).openapi({ default: 100 }),
  cursor: z.string().max(200).optional().openapi({ description: 'The nextCursor of the page before.' }),
});

const RecordSchema = z
  .object({
    id: z.int(),
    recorded: z.iso.datetime().openapi({ description: 'By the clock of the service.' }),
    source: z.enum(['live', 'upload']),
    capture: z.object({ id: z.int(), name: z.string() }).nullable().openapi({ description: 'The upload that it is of.' }),
    line: z.looseObject({ verdict: Verdict }).openapi({ description: 'As it was sent: an event of kind verdict, or a line of /v1/classify.' }),
  })
  .openapi('VerdictRecord');

export type VerdictRecord = z.infer<typeof RecordSchema>;

const route = createRoute({
  method: 'get',
  path: '/v1/verdicts',
  tags: ['History'],
  operationId: 'listVerdicts',
  summary: 'The history of verdicts, on live flows and on uploads',
  description: 'Newest first. Of a followed flow each change of its verdict, of a capture that was sent each flow; verdicts on series are not kept.',
  request: { query },
  responses: {
    200: { description: 'A page.', content: { 'application/json': { schema: z.object({ verdicts: z.array(RecordSchema), nextCursor: z.string().nullable() }).openapi('VerdictPage') } } },
    ...problemAnswers(401, 403, 422, 503),
  },
});

/** GET /v1/verdicts */
export function addVerdicts(app: App, { store }: Services & { readonly store: Store }): void {
  app.openAPIRegistry.registerPath(route);
  app.get(route.path, (c) => {
    const { from, to, limit, cursor, ...conditions } = queryOf(c, query);
    const epoch = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
    const [before] = cursor === undefined ? [] : placeOf(cursor, 'verdicts', 1);
    const found = store.verdicts.find({ ...conditions, from: epoch(from), to: epoch(to), before, most: limit + 1 });
    const page = found.slice(0, limit);
    return c.json({
      verdicts: page.map(({ id, recorded, capture, captureName, line }) => ({
        id,
        recorded: new Date(recorded).toISOString(),
        source: capture === null ? ('live' as const) : ('upload' as const),
        capture: capture === null ? null : { id: capture, name: captureName ?? 'upload' },
        line: JSON.parse(line) as { verdict: string },
      })),
      nextCursor: found.length > limit ? cursorOf(['verdicts', page.at(-1)!.id]) : null,
    });
  });
}
