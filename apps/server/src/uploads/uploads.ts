import { Problem } from '../problem/problem.ts';
import { multipartUploads } from './multipart.ts';
import type { Upload } from './upload.ts';
import { dispositionName, uploadName } from './upload-name.ts';

/** Types that a capture comes as. What it is, its content says. */
export const CAPTURE_TYPES = [
  'application/octet-stream',
  'application/vnd.tcpdump.pcap',
  'application/x-pcapng',
  'text/csv',
  'application/gzip',
  'application/x-gzip',
  'application/zstd',
] as const;
export const MULTIPART = 'multipart/form-data';
/** What curl says of any `--data-binary` unless it is told otherwise: nothing. */
const UNTOLD = 'application/x-www-form-urlencoded';

/** The captures of a request. @param name what the client calls it, where the address says so @throws Problem 415 */
export async function* uploadsOf(headers: Headers, name: string | undefined, body: AsyncIterable<Uint8Array>): AsyncGenerator<Upload, void, undefined> {
  const contentType = headers.get('content-type') ?? CAPTURE_TYPES[0];
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  if (type === MULTIPART) {
    yield* multipartUploads(contentType, body);
    return;
  }
  if (type !== UNTOLD && !(CAPTURE_TYPES as readonly string[]).includes(type)) throw wrongType(contentType, [...CAPTURE_TYPES, MULTIPART]);
  yield { name: uploadName(name ?? dispositionName(headers.get('content-disposition') ?? undefined)), bytes: body };
}

export function wrongType(found: string, expected: readonly string[]): Problem {
  return new Problem(415, 'content-type', 'Nothing here reads this type', `found Content-Type ${JSON.stringify(found.slice(0, 100))}, expected ${expected.join(', ')}`, {
    headers: { accept: expected.join(', ') },
  });
}
