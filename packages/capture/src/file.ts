import { closeSync, createReadStream, type FSWatcher, fstatSync, open, readSync, statSync, watch } from 'node:fs';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { CaptureError } from './errors.ts';
import { type FileState, whyItCannotGrow } from './followed-file.ts';
import { fromChunks } from './from-chunks.ts';
import type { ByteReader, CaptureSource, Decompress } from './source.ts';

const STANDARD_INPUT = '-';
/** Bytes a read: half a processor's cache, so that they are still in it when they are decoded. */
const PIECE = 256 * 1024;
const INFLATED_PIECE = 64 * 1024;
/** Reading a file keeps the event loop for so many ms at most: signals, timers and other work must have their turn. */
const TURN = 10;
/** A followed file is looked at after so many ms, should the system not tell of its growth. */
const POLL = 200;

// What only some captures need is loaded for these.

/** Decompresses gzip of any number of members. */
export async function* gunzip(...input: Parameters<Decompress>): AsyncGenerator<Uint8Array> {
  const [{ createGunzip }, { gunzipWith }] = await Promise.all([import('node:zlib'), import('./decompression/gzip.ts')]);
  yield* gunzipWith(() => createGunzip({ chunkSize: INFLATED_PIECE }))(...input);
}

/** Decompresses zstd of any number of frames. */
export async function* unzstd(...input: Parameters<Decompress>): AsyncGenerator<Uint8Array> {
  const [{ createZstdDecompress }, { unzstdWith }] = await Promise.all([import('node:zlib'), import('./decompression/zstd.ts')]);
  yield* unzstdWith(() => createZstdDecompress({ chunkSize: INFLATED_PIECE }))(...input);
}

export interface OpenOptions {
  /**
   * The file is still being written: at its end more is waited for, until `close`. If it is cut, removed or replaced by
   * another, that is a CaptureError once all of it was read. A pipe is waited for in any case.
   */
  readonly follow?: boolean;
}

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
export function openCapture(path: string, { follow = false }: OpenOptions = {}): CaptureFile {
  let closed = false;
  let bytesTotal: number | null = null;
  let reader: Required<ByteReader> | null = null;

  async function openReader(): Promise<Required<ByteReader>> {
    const descriptor = path === STANDARD_INPUT ? 0 : await promisify(open)(path, 'r');
    const status = fstatSync(descriptor);
    // A file stream would wait for a pipe in a thread, which nothing can end; a socket waits in the event loop.
    if (status.isFIFO() || status.isSocket()) {
      const [{ Socket }, { pipeReader }] = await Promise.all([import('node:net'), import('./pipe-reader.ts')]);
      return pipeReader((onread) => new Socket({ fd: descriptor, readable: true, writable: false, onread }));
    }
    if (!status.isFile()) return fromStream(path === STANDARD_INPUT ? process.stdin : createReadStream(path, { fd: descriptor, highWaterMark: PIECE }));
    if (follow) return new FollowedFile(path, descriptor);
    bytesTotal = status.size;
    return new RegularFile(path, descriptor);
  }

  async function readFirst(target: Uint8Array): Promise<number> {
    try {
      reader = await openReader();
      if (closed) reader.close();
      return closed ? 0 : await reader.read(target);
    } catch (error) {
      if (error instanceof CaptureError) throw error;
      const found = error instanceof Error ? error.message : String(error);
      throw new CaptureError('unreadable', { file: path }, found, 'a file or pipe that can be read', { cause: error });
    }
  }

  return {
    name: path === STANDARD_INPUT ? 'standard input' : path,
    decompressors: { gzip: gunzip, zstd: unzstd },
    get bytesTotal() {
      return bytesTotal;
    },
    get closed() {
      return closed;
    },
    read(target) {
      if (closed) return 0;
      return reader ? reader.read(target) : readFirst(target);
    },
    close() {
      if (closed) return;
      closed = true;
      reader?.close();
    },
  };
}

/** A terminal or another device. */
function fromStream(stream: Readable): Required<ByteReader> {
  return { ...fromChunks(stream), close: () => stream.destroy() };
}

/** Reads without a detour through a buffer or a thread, which would cost more than the decoding. */
class RegularFile implements Required<ByteReader> {
  protected readonly descriptor: number;
  protected closed = false;
  readonly #owned: boolean;
  #turn = performance.now();

  constructor(path: string, descriptor: number) {
    this.descriptor = descriptor;
    this.#owned = path !== STANDARD_INPUT;
  }

  read(target: Uint8Array): number | Promise<number> {
    return performance.now() - this.#turn < TURN ? this.readNow(target) : this.#readNextTurn(target);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    if (this.#owned) closeSync(this.descriptor);
  }

  protected readNow(target: Uint8Array): number {
    return this.closed ? 0 : readSync(this.descriptor, target, 0, Math.min(target.length, PIECE), null);
  }

  async #readNextTurn(target: Uint8Array): Promise<number> {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    this.#turn = performance.now();
    return this.readNow(target);
  }
}

/** Waits at the end of a file for more of it. */
class FollowedFile extends RegularFile {
  readonly #path: string;
  readonly #watcher: FSWatcher | null;
  #bytes = 0;
  #wake = () => {};

  constructor(path: string, descriptor: number) {
    super(path, descriptor);
    this.#path = path;
    this.#watcher = watcherOf(path, () => this.#wake());
  }

  override async read(target: Uint8Array): Promise<number> {
    for (;;) {
      let count = await super.read(target);
      if (count === 0 && !this.closed) {
        const fault = whyItCannotGrow(this.#path, this.#bytes, fstatSync(this.descriptor), this.#named());
        // What was written just before comes first.
        if (fault) count = this.readNow(target);
        if (fault && count === 0) throw fault;
      }
      this.#bytes += count;
      if (count > 0 || this.closed) return count;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  override close(): void {
    super.close();
    this.#watcher?.close();
    this.#wake();
  }

  /** What stands under the file's name now. */
  #named(): FileState | null {
    if (this.#path === STANDARD_INPUT) return fstatSync(this.descriptor);
    return statSync(this.#path, { throwIfNoEntry: false }) ?? null;
  }
}

/** Not every file system tells of changes, and their number is limited: without a watcher the file is polled. */
function watcherOf(path: string, changed: () => void): FSWatcher | null {
  if (path === STANDARD_INPUT) return null;
  try {
    const watcher = watch(path, { persistent: false }, changed);
    return watcher.on('error', () => watcher.close());
  } catch {
    return null;
  }
}
