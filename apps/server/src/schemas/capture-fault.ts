import { z } from '@hono/zod-openapi';
import { ProblemSchema } from './problem-answers.ts';
import { VerdictLineSchema } from './verdict-line.ts';

/** What stands among the lines of an answer for a capture, or a request, that went wrong. */
const CaptureFaultSchema = z.object({ problem: ProblemSchema }).openapi('CaptureFault', { description: 'What was wrong with one capture: those of other files are judged all the same. In NDJSON also the last line of a request that broke a limit.' });

/** An element of the answer of /v1/classify: clients tell the two apart by `problem`. */
export const AnswerLineSchema = z.union([VerdictLineSchema, CaptureFaultSchema]).openapi('AnswerLine', {}, { unionPreferredType: 'oneOf' });
