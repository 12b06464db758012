import { z } from '@hono/zod-openapi';

/** RFC 9457. */
export const ProblemSchema = z
  .looseObject({
    type: z.string().openapi({ example: 'urn:tunnelscope:problem:capture-truncated' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    file: z.string().optional(),
    offset: z.int().optional().openapi({ description: 'Byte in the capture, decompressed.' }),
    line: z.int().optional(),
    column: z.string().optional(),
    found: z.string().optional(),
    expected: z.string().optional(),
  })
  .openapi('Problem', { description: 'RFC 9457.' });

const DESCRIPTIONS = {
  400: 'Malformed.',
  401: 'A token is needed.',
  403: 'The token, or the page that calls, does not allow this.',
  404: 'No such thing.',
  406: 'No such form of answer.',
  408: 'The body stopped coming.',
  409: 'Not the next one.',
  413: 'Too large.',
  415: 'Of a type, or encoding, that nothing here reads.',
  422: 'Understood, but it cannot be judged.',
  429: 'Too many at a time: try again after Retry-After seconds.',
  503: 'Not now.',
  507: 'No room left to keep it.',
} as const;

type ProblemStatus = keyof typeof DESCRIPTIONS;

/** What an OpenAPI operation may answer instead. */
export function problemAnswers(...statuses: readonly ProblemStatus[]) {
  return Object.fromEntries(statuses.map((status) => [status, { description: DESCRIPTIONS[status], content: { 'application/problem+json': { schema: ProblemSchema } } }]));
}
