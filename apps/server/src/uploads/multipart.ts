import { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import { Problem } from '../problem/problem.ts';
import type { Upload } from './upload.ts';
import { uploadName } from './upload-name.ts';

/** What may stand beside files. */
const LIMITS = { parts: 1100, files: 1000, fields: 100, fieldSize: 64 * 1024, fieldNameSize: 100, headerPairs: 20, headerSize: 8192 };

/**
 * The files of a multipart/form-data body (RFC 7578), one after the other while they come: each must be read before the
 * next. Fields that are no files are left out.
 * @throws Problem 400 if the body is not what its header says; what the body itself throws
 */
export async function* multipartUploads(contentType: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Upload, void, undefined> {
  const parser = openParser(contentType);
  const source = Readable.from(body, { objectMode: false });
  const waiting: Upload[] = [];
  let failure: { readonly error: unknown } | null = null;
  let current: BusboyFileStream | null = null;
  let finished = false;
  let wake = () => {};
  const fail = (error: unknown) => {
    failure ??= { error };
    current?.destroy();
    wake();
  };
  parser.on('file', (_field, file, filename) => {
    current = file;
    // Without somebody who listens, the end of a body in the middle of a part would end the process.
    file.on('error', (error) => fail(malformed(error instanceof Error ? error.message : String(error))));
    waiting.push({ name: uploadName(filename), bytes: fileBytes(file, () => failure) });
    wake();
  });
  for (const event of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) parser.on(event, () => fail(malformed(`too many parts (${event})`)));
  parser.on('finish', () => {
    finished = true;
    wake();
  });
  parser.on('error', (error) => fail(error instanceof Problem ? error : malformed(error instanceof Error ? error.message : String(error))));
  source.on('error', fail);
  source.pipe(parser);
  try {
    for (;;) {
      const upload = waiting.shift();
      if (upload) yield upload;
      else if (failure !== null) throw (failure as { error: unknown }).error;
      else if (finished) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    source.destroy();
  }
}

/** A file's bytes; an end that came too early is told from a good one. */
async function* fileBytes(file: BusboyFileStream, failure: () => { readonly error: unknown } | null): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    // Who stops reading this one may still want the next: the rest must flow away, not be cut off.
    yield* file.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw failure()?.error ?? malformed(error instanceof Error ? error.message : String(error));
  } finally {
    // The next part comes only when this one is through.
    file.resume();
  }
  const failed = failure();
  if (failed) throw failed.error;
}

function openParser(contentType: string) {
  try {
    const headers: BusboyHeaders = { 'content-type': contentType };
    return new Busboy({ headers, limits: LIMITS });
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : String(error));
  }
}

function malformed(found: string): Problem {
  return new Problem(400, 'multipart', 'The multipart body is malformed', `found: ${found}; expected multipart/form-data as in RFC 7578`);
}
