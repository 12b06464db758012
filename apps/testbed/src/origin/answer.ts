import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { gzipSync } from 'node:zlib';
import type { Extent } from '../media/title.ts';

/** A question and its answer over HTTP/1.1 or HTTP/2: Node's interface is the same. */
export interface Exchange {
  readonly request: Http2ServerRequest;
  readonly response: Http2ServerResponse;
  readonly url: URL;
}

/** How one answer is sent: see the condition of the origin. */
export interface Pace {
  /** Waits as long as a server takes to find its answer. */
  firstByte(): Promise<void>;
  /** Bytes per ms after the first `burst` bytes; null: as fast as the link. */
  readonly rate: number | null;
  readonly burst: number;
}

export interface Answer {
  readonly type: string;
  /** Text and bytes have a length; pieces are sent as they come. */
  readonly body: string | Uint8Array | readonly Extent[] | AsyncIterable<Uint8Array>;
  readonly cache?: string;
}

export const NOT_FOUND = 404;
const READ = 128 * 1024; // bytes at once
const TICK = 20; // ms between two pieces of a paced answer

/** Sends an answer, paced, and waits until it is written or nobody wants it any more. */
export async function sendAnswer({ request, response }: Exchange, { type, body, cache = 'no-cache' }: Answer, pace: Pace): Promise<void> {
  const headers: Record<string, string | number> = { 'content-type': type, 'cache-control': cache, 'access-control-allow-origin': '*', server: 'origin', 'x-cache': 'HIT' };
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const zipped = typeof body === 'string' && /\bgzip\b/.test(`${request.headers['accept-encoding'] ?? ''}`);
    const bytes = zipped ? gzipSync(body) : Buffer.from(body as string);
    if (zipped) headers['content-encoding'] = 'gzip';
    response.writeHead(200, { ...headers, 'content-length': bytes.length });
    return pour(response, [bytes], pace);
  }
  if (Array.isArray(body)) {
    headers['content-length'] = (body as readonly Extent[]).reduce((sum, { start, end }) => sum + end - start, 0);
    response.writeHead(200, headers);
    return pour(response, readExtents(body as readonly Extent[]), pace);
  }
  response.writeHead(200, headers);
  return pour(response, body as AsyncIterable<Uint8Array>, pace);
}

export function refuse({ response }: Exchange, status: number): void {
  const length = status === 204 ? {} : { 'content-length': 0 };
  response.writeHead(status, { ...length, 'access-control-allow-origin': '*' });
  response.end();
}

export async function* readExtents(extents: readonly Extent[]): AsyncGenerator<Uint8Array> {
  for (const { file, start, end } of extents) {
    for (let at = start; at < end; at += READ) {
      const bytes = Buffer.allocUnsafe(Math.min(READ, end - at));
      await file.read(bytes, 0, bytes.length, at);
      yield bytes;
    }
  }
}

async function pour(response: Http2ServerResponse, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, { rate, burst }: Pace): Promise<void> {
  const begun = performance.now();
  let sent = 0;
  const step = rate === null ? Number.POSITIVE_INFINITY : Math.ceil(rate * TICK);
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      const size = Math.min(sent < burst ? burst - sent : step, piece.length - at);
      const early = rate === null ? 0 : (sent + size - burst) / rate - (performance.now() - begun);
      if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
      if (!(await written(response, piece.subarray(at, at + size)))) return;
      at += size;
      sent += size;
    }
  }
  response.end();
}

/** @returns whether anybody still listens */
async function written(response: Http2ServerResponse, bytes: Uint8Array): Promise<boolean> {
  if (response.destroyed || response.writableEnded) return false;
  if (response.write(bytes)) return true;
  await new Promise<void>((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
  return !response.destroyed;
}
