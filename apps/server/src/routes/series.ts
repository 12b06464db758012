import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import { wholeBody } from '../limits/bounded-body.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import { SeriesVerdictSchema } from '../schemas/verdict-line.ts';
import { judgeSeries } from '../series/judge-series.ts';
import { seriesFromFloat32 } from '../series/parse-float32.ts';
import { SeriesSchema, seriesFromJson } from '../series/parse-json.ts';
import { MOST_SECONDS, SERIES_COLUMNS } from '../series/series.ts';
import type { Services } from '../services.ts';
import { wrongType } from '../uploads/uploads.ts';
import { NO_PARAMETERS, queryOf } from './query.ts';

const BINARY = 'application/octet-stream';

const query = z.strictObject({
  columns: z.string().optional().openapi({ description: `Of a binary body: some of ${SERIES_COLUMNS.join(',')}, bytesDown among them. Default bytesDown.` }),
  binSeconds: z.string().optional().openapi({ description: 'Of a binary body: width of a bin. Default 1.' }),
});

const route = createRoute({
  method: 'post',
  path: '/v1/classify/series',
  tags: ['Judge'],
  operationId: 'classifySeries',
  summary: 'Judge traffic that the caller counted in bins',
  description:
    `Bytes, and best packets too, of one flow in bins of a second or a part of it, at most ${MOST_SECONDS} s, judged at one-second resolution. ` +
    `As JSON, or as application/octet-stream: 32-bit IEEE 754 numbers, little-endian, bin after bin, each bin with the columns that \`columns\` names in its order. Either may be compressed, \`Content-Encoding: gzip\` or \`zstd\`.`,
  request: {
    query,
    body: { required: true, content: { 'application/json': { schema: SeriesSchema }, [BINARY]: { schema: { type: 'string', format: 'binary' } } } },
  },
  responses: { 200: { description: 'The verdict.', content: { 'application/json': { schema: SeriesVerdictSchema } } }, ...problemAnswers(400, 401, 403, 408, 413, 415, 422, 429) },
});

/** POST /v1/classify/series */
export function addSeries(app: App, { kernels, model, limits, metrics }: Services): void {
  app.openAPIRegistry.registerPath(route);
  app.post(route.path, async (c) => {
    const contentType = c.req.header('content-type') ?? '';
    const type = contentType.split(';')[0]!.trim().toLowerCase();
    if (type !== 'application/json' && type !== BINARY) throw wrongType(contentType, ['application/json', BINARY]);
    // JSON says in its members what parameters say of a binary body.
    const { columns, binSeconds }: z.output<typeof query> = queryOf(c, type === BINARY ? query : NO_PARAMETERS);
    const body = await wholeBody(c, { most: limits.bodyBytes, idleSeconds: limits.idleSeconds });
    const series = type === BINARY ? seriesFromFloat32(body, columns, binSeconds) : seriesFromJson(body);
    const verdict = judgeSeries(series, kernels, model);
    metrics.verdicts.inc({ verdict: verdict.verdict, source: 'series' });
    return c.json(verdict);
  });
}
