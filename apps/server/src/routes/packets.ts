import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import { BINARY_FORMAT, BINARY_TYPE } from '../engine/wire/binary.ts';
import { NDJSON_FORMAT, NDJSON_TYPE } from '../engine/wire/ndjson.ts';
import { parseBody, wireFormat } from '../engine/wire/parse-body.ts';
import { WireError } from '../engine/wire/pushed-batch.ts';
import { wholeBody } from '../limits/bounded-body.ts';
import { Problem } from '../problem/problem.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import type { Services } from '../services.ts';
import type { LiveView } from '../view/live-view.ts';
import { NO_PARAMETERS, queryOf } from './query.ts';
import { wrongType } from '../uploads/uploads.ts';

const AcceptanceSchema = z
  .object({
    sensor: z.string(),
    sequence: z.int(),
    packets: z.int().openapi({ description: 'Packets taken in by this request; 0 of a duplicate.' }),
    late: z.int().openapi({ description: 'Packets left out: more than a minute behind the stream.' }),
    duplicate: z.boolean().openapi({ description: 'Whether the batch had been taken before.' }),
  })
  .openapi('Acceptance');

const route = createRoute({
  method: 'post',
  path: '/v1/packets',
  tags: ['Follow'],
  operationId: 'pushPackets',
  summary: 'Put packets that a sensor saw into the running detector',
  description: `A sensor numbers its batches, from any number on; each must follow the one before. One that comes again is acknowledged and not counted again, so a sensor that got no answer sends it once more.
A gap, or another batch under a number that was taken, is a 409 that says the \`expectedSequence\`. An acknowledged batch is on the disk: it is judged even if the service is killed.
When packets come faster than they can be judged the answer is 429: try again after \`Retry-After\` seconds.
A body may be compressed, \`Content-Encoding: gzip\` or \`zstd\`; what counts is the batch in it.
The same flow told of by several sensors is one flow, so a packet should be told of by one sensor only.
Packets of one batch may come in any order: they are put in that of their times. Batches should follow one another in time, as windows are judged while the stream goes on. All sensors share one stream: a packet more than a minute behind the latest of any is left out and counted as \`late\`, one more than a minute ahead of the clock of the service, or before the year 2000, refuses its batch.
A body is at most 8 MB, unless \`--max-body\` says otherwise. Batches carry no payload, so flows that sensors tell of have no \`tunnel\`.
A service that shows what workers follow (\`serve --nats\`) takes none: 422, \`packets-by-taps\`.

## ${BINARY_TYPE}
${BINARY_FORMAT}

## ${NDJSON_TYPE}
${NDJSON_FORMAT}`,
  request: {
    body: {
      required: true,
      content: { [BINARY_TYPE]: { schema: { type: 'string', format: 'binary' } }, [NDJSON_TYPE]: { schema: { type: 'string' } } },
    },
  },
  responses: {
    202: { description: 'The batch is on the disk and will be judged.', content: { 'application/json': { schema: AcceptanceSchema } } },
    ...problemAnswers(400, 401, 403, 408, 409, 413, 415, 422, 429, 503, 507),
  },
});

/** POST /v1/packets */
export function addPackets(app: App, { view, limits }: Services & { readonly view: LiveView }): void {
  app.openAPIRegistry.registerPath(route);
  app.post(route.path, async (c) => {
    queryOf(c, NO_PARAMETERS);
    const { intake } = view;
    if (intake === null) throw new Problem(422, 'packets-by-taps', 'Packets come here from taps alone', 'found a batch sent to a service that shows what workers follow, expected packets that `tunnelscope sense` publishes');
    const contentType = c.req.header('content-type');
    const format = wireFormat(contentType);
    if (format === null) throw wrongType(contentType ?? '', [BINARY_TYPE, NDJSON_TYPE]);
    const body = await wholeBody(c, { most: limits.bodyBytes, idleSeconds: limits.idleSeconds });
    return c.json(await intake.push(parse(format, body), format, body), 202);
  });
}

function parse(...[format, body]: Parameters<typeof parseBody>) {
  try {
    return parseBody(format, body);
  } catch (error) {
    if (error instanceof WireError) throw new Problem(400, 'batch', 'The batch is malformed', error.message, { members: { place: error.place } });
    throw error;
  }
}
