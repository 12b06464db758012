import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-env.ts';
import { answerLines } from '../classify/answer-lines.ts';
import { CaptureFault, type Judged, judgeUploads } from '../classify/judge-uploads.ts';
import { lineFormat, NDJSON_TYPE } from '../classify/line-format.ts';
import { streamed } from '../classify/streamed.ts';
import { boundedBody } from '../limits/bounded-body.ts';
import { Slots } from '../limits/slots.ts';
import type { LiveServices } from '../live/live-services.ts';
import { Problem } from '../problem/problem.ts';
import { AnswerLineSchema } from '../schemas/capture-fault.ts';
import { problemAnswers } from '../schemas/problem-answers.ts';
import type { Services } from '../services.ts';
import { queryOf } from './query.ts';
import { CAPTURE_TYPES, MULTIPART, uploadsOf } from '../uploads/uploads.ts';

const CAPTURE = { schema: { type: 'string' as const, format: 'binary' } };

const query = z.strictObject({ name: z.string().optional().openapi({ description: 'What `file` says; else the file name of Content-Disposition, else `upload`.' }) });

const route = createRoute({
  method: 'post',
  path: '/v1/classify',
  tags: ['Judge'],
  operationId: 'classify',
  summary: 'Judge each flow of a capture',
  description:
    'The body is a capture: pcap, pcapng or network-stats CSV, compressed by gzip, zstd or not, told apart by content; or several as files of multipart/form-data. ' +
    'It is read while it comes, and answered by what `classify --json` says of each flow: a JSON array, or with `Accept: application/x-ndjson` a line each, sent as soon as it is known. ' +
    '`Content-Encoding: gzip` or `zstd` is taken off first. A capture that cannot be read at all is a problem. Of one that is damaged further on, what comes before is judged; the line of its primary flow then names the fault among its warnings, ' +
    'and in NDJSON a line `{"problem": …}` follows, which is also how a request ends that breaks a limit after its first line.',
  request: {
    query,
    body: {
      required: true,
      content: {
        // First, since generators of clients take the first schema, and forms where there are any.
        [MULTIPART]: { schema: { type: 'object', required: ['file'], properties: { file: { ...CAPTURE.schema, description: 'May stand several times.' } } } },
        ...Object.fromEntries(CAPTURE_TYPES.map((type) => [type, CAPTURE])),
      },
    },
  },
  responses: {
    200: {
      description: 'A line for each flow. Of several files, one that cannot be read at all has `{"problem": …}` in place of its lines; a single one that cannot be read is a problem as a whole.',
      content: { 'application/json': { schema: z.array(AnswerLineSchema) }, [NDJSON_TYPE]: { schema: AnswerLineSchema } },
    },
    ...problemAnswers(400, 401, 403, 406, 408, 413, 415, 422, 429, 503, 507),
  },
});

/** POST /v1/classify */
export function addClassify(app: App, services: Services & Pick<LiveServices, 'store'>): void {
  const { limits } = services;
  const slots = new Slots(limits.concurrentCaptures, 'captures');
  // Registered for the document only: validators would read the body whole.
  app.openAPIRegistry.registerPath(route);
  app.post(route.path, async (c) => {
    const { name } = queryOf(c, query);
    const format = lineFormat(c.req.header('accept'));
    const release = slots.take();
    const body = boundedBody(c, { most: limits.captureBytes, mostDecoded: limits.decompressedBytes, idleSeconds: limits.idleSeconds });
    const judged = judgeUploads(uploadsOf(c.req.raw.headers, name, body), services);
    try {
      // Until the first line nothing is sent, so that a fault can still be the answer.
      const first: Judged[] = [];
      for (let step = await judged.next(); !step.done; step = await judged.next()) {
        first.push(step.value);
        if (!(step.value instanceof CaptureFault)) break;
      }
      const [only] = first;
      if (only instanceof CaptureFault && first.length === 1) throw only.problem;
      const bytes = releasing(answerLines(first, judged, format), release, (error) => c.get('logger').warn({ problem: error instanceof Problem ? error.kind : 'unexpected', err: error instanceof Problem ? undefined : error }, 'answer broken off'));
      const left = async () => {
        release();
        await judged.return();
      };
      return c.body(streamed(bytes, left), 200, { 'content-type': format === 'json' ? 'application/json' : NDJSON_TYPE });
    } catch (error) {
      release();
      await judged.return();
      throw error;
    }
  });
}

async function* releasing(bytes: AsyncGenerator<Uint8Array, void, undefined>, release: () => void, broken: (error: unknown) => void): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* bytes;
  } catch (error) {
    broken(error);
    throw error;
  } finally {
    release();
  }
}
