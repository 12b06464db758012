import { z } from '@hono/zod-openapi';
import { expectation } from '../problem/expectation.ts';
import { Problem } from '../problem/problem.ts';
import { invalid } from './check-series.ts';
import { LARGEST_COUNT, MOST_BINS_PER_SECOND, type SERIES_COLUMNS, type Series, type SeriesColumn } from './series.ts';

const RANGE = { type: 'number' as const, minimum: 0, maximum: LARGEST_COUNT };
const count = z.number().min(0).max(LARGEST_COUNT);
// zod's own array makes objects for every number, most of what reading a body took; checkSeries looks at their range.
const column = z.custom<number[]>(isNumbers, 'an array of numbers').openapi({ type: 'array', items: RANGE });

const strict = new TextDecoder('utf-8', { fatal: true });

const Bin = z.strictObject({ bytesDown: count, bytesUp: count.optional(), packetsDown: count.optional(), packetsUp: count.optional() });

/** What a JSON body may be: columns, or an object for each bin. */
export const SeriesSchema = z
  .strictObject({
    bytesDown: column.optional().openapi({ description: 'Bytes to the client in each bin.' }),
    bytesUp: column.optional(),
    packetsDown: column.optional().openapi({ description: 'Without it packets of 1,200 bytes are assumed, and the answer has a warning.' }),
    packetsUp: column.optional(),
    seconds: z
      .array(Bin)
      .optional()
      .openapi({ description: 'The same as an object for each bin, instead of columns.' }),
    binSeconds: z.number().default(1).openapi({ description: `Width of a bin: 1, or 1/n for a whole n up to ${MOST_BINS_PER_SECOND}. Bins are added up to seconds.` }),
    start: z.iso.datetime({ offset: true }).optional().openapi({ description: 'When the first bin begins.' }),
  })
  .openapi('Series');

/** @throws Problem 400 for what is no JSON, 422 for what is no series */
export function seriesFromJson(body: Buffer): Series {
  const result = SeriesSchema.safeParse(parse(body));
  if (!result.success) {
    const [issue] = result.error.issues;
    if (issue!.code === 'unrecognized_keys') {
      const known = Object.keys((issue!.path.length === 0 ? SeriesSchema : Bin).shape);
      throw invalid([...issue!.path, issue!.keys[0]!.slice(0, 80)].join('.'), 'a member that is not known', `only ${known.join(', ')}`);
    }
    throw invalid(issue!.path.length === 0 ? 'body' : issue!.path.join('.'), 'something else', expectation(issue!));
  }
  const { seconds, binSeconds, start, bytesDown } = result.data;
  if ((seconds === undefined) === (bytesDown === undefined)) throw invalid('body', seconds ? 'both seconds and bytesDown' : 'neither', 'either seconds or bytesDown');
  const of = (name: SeriesColumn) => (seconds ? fromObjects(seconds, name) : (result.data[name] ?? null));
  return {
    binSeconds,
    start: start === undefined ? null : Date.parse(start),
    bytesDown: bytesDown ?? seconds!.map((second) => second.bytesDown),
    bytesUp: of('bytesUp'),
    packetsDown: of('packetsDown'),
    packetsUp: of('packetsUp'),
  };
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'number');
}

/** A column that any bin has; null if none does. */
function fromObjects(seconds: readonly Partial<Record<(typeof SERIES_COLUMNS)[number], number | undefined>>[], name: SeriesColumn): number[] | null {
  return seconds.some((second) => second[name] !== undefined) ? seconds.map((second) => second[name] ?? 0) : null;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(strict.decode(body));
  } catch (error) {
    throw new Problem(400, 'malformed-json', 'The body is no JSON', `expected JSON in UTF-8, found: ${error instanceof Error ? error.message.slice(0, 200) : 'something else'}`);
  }
}
