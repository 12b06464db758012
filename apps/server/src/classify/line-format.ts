import { Problem } from '../problem/problem.ts';
import type { LineFormat } from './answer-lines.ts';

export const NDJSON_TYPE = 'application/x-ndjson';

const FORMATS: Readonly<Record<string, LineFormat>> = {
  'application/json': 'json',
  'application/*': 'json',
  '*/*': 'json',
  [NDJSON_TYPE]: 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
};

/** The form of the answer that an Accept header asks for, the heaviest first; JSON without one. @throws Problem 406 */
export function lineFormat(accept: string | undefined): LineFormat {
  if (accept === undefined || accept.trim() === '') return 'json';
  let best: { readonly format: LineFormat; readonly weight: number } | null = null;
  for (const range of accept.split(',', 20)) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const format = FORMATS[type];
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    if (format !== undefined && weight > (best?.weight ?? 0)) best = { format, weight };
  }
  if (best === null) throw new Problem(406, 'accept', 'Nothing here answers in this type', `found Accept ${JSON.stringify(accept.slice(0, 100))}, expected application/json or ${NDJSON_TYPE}`);
  return best.format;
}
