import { createReadStream, fstatSync, open } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { CaptureError } from './errors.ts';
import type { CaptureSource } from './source.ts';

const STANDARD_INPUT = '-';
const CHUNK = 256 * 1024;
const INFLATED_CHUNK = 64 * 1024;

/** A file, a pipe or standard input as the source of a capture. */
export interface CaptureFile extends CaptureSource {
  readonly bytesTotal: number | null;
  readonly closed: boolean;
  close(): void;
}

/**
 * Opens nothing yet: that happens when the first byte is asked for, and a failure is a CaptureError of kind unreadable then.
 * @param path a file, a named pipe, or `-` for standard input, which may be a pipe that never ends
 */
export function openCapture(path: string): CaptureFile {
  let closed = false;
  let bytesTotal: number | null = null;
  let stream: Readable | null = null;

  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      const descriptor = path === STANDARD_INPUT ? process.stdin.fd : await promisify(open)(path, 'r');
      const status = fstatSync(descriptor);
      if (status.isFile()) bytesTotal = status.size;
      if (path === STANDARD_INPUT) stream = process.stdin;
      // A file stream would wait for a pipe in a thread, which nothing can end; a socket waits in the event loop.
      else if (status.isFIFO()) stream = new Socket({ fd: descriptor, readable: true, writable: false });
      else stream = createReadStream(path, { fd: descriptor, highWaterMark: CHUNK });
      if (closed) stream.destroy();
      for await (const chunk of stream) yield chunk;
    } catch (error) {
      if (closed) return;
      const found = error instanceof Error ? error.message : String(error);
      throw new CaptureError('unreadable', { file: path }, found, 'a file or pipe that can be read', { cause: error });
    }
  }

  return {
    name: path === STANDARD_INPUT ? 'standard input' : path,
    bytes: { [Symbol.asyncIterator]: bytes },
    gunzip,
    get bytesTotal() {
      return bytesTotal;
    },
    get closed() {
      return closed;
    },
    close() {
      closed = true;
      stream?.destroy();
    },
  };
}

/** Input so small at first that a fault early in a small file costs little of what comes before it. */
const FIRST_SLICE = 256;
const LARGEST_SLICE = 64 * 1024;

/**
 * Decompresses gzip of any number of members; zeros behind the last are padding. A Decompress.
 *
 * When zlib meets a fault it drops what it made of the input it was given last. So that this is little (at most 1/16
 * of what came before), input is given in slices, each of which is waited for.
 */
export async function* gunzip(bytes: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  const engine = createGunzip({ chunkSize: INFLATED_CHUNK });
  let failure: NodeJS.ErrnoException | null = null;
  let ended = false;
  let woken = Promise.withResolvers<void>();
  const wake = () => woken.resolve();
  engine.on('readable', wake);
  engine.on('error', (error) => {
    failure = error;
    wake();
  });
  engine.on('end', () => {
    ended = true;
    wake();
  });

  async function* output(settled: () => boolean): AsyncGenerator<Uint8Array> {
    for (;;) {
      woken = Promise.withResolvers();
      const last = settled() || ended || failure !== null;
      for (let chunk: Uint8Array | null = engine.read(); chunk; chunk = engine.read()) yield chunk;
      if (last) break;
      await woken.promise;
    }
    if (failure) throw gzipFault(failure, file, given);
  }

  let given = 0;
  let padding = false;
  try {
    for await (const chunk of bytes) {
      for (let start = 0; start < chunk.length; ) {
        const length = Math.min(LARGEST_SLICE, Math.max(FIRST_SLICE, given >> 4));
        const slice = chunk.subarray(start, start + length);
        if (padding) {
          requireZeros(slice, file, given);
        } else {
          let written = false;
          engine.write(slice, (error) => {
            failure ??= error ?? null;
            written = true;
            wake();
          });
          yield* output(() => written);
          // What zlib does not take is behind the last member.
          padding = engine.bytesWritten < given + slice.length;
          if (padding) requireZeros(slice.subarray(engine.bytesWritten - given), file, engine.bytesWritten);
        }
        start += slice.length;
        given += slice.length;
      }
    }
    if (padding) return;
    engine.end();
    yield* output(() => false);
  } finally {
    engine.destroy();
  }
}

function gzipFault(failure: NodeJS.ErrnoException, file: string, offset: number): CaptureError {
  if (failure.code === 'Z_BUF_ERROR') {
    return new CaptureError('truncated', { file, offset }, 'the end of compressed data', 'the rest of a gzip stream', { cause: failure });
  }
  const found = `compressed data that fail from here on (${failure.message})`;
  return new CaptureError('corrupt', { file, offset }, found, 'a gzip stream', { cause: failure });
}

function requireZeros(bytes: Uint8Array, file: string, offset: number): void {
  const at = bytes.findIndex((byte) => byte !== 0);
  if (at >= 0) throw new CaptureError('corrupt', { file, offset: offset + at }, 'bytes behind the gzip stream', 'its end');
}
