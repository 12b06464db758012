import type { ByteReader } from './source.ts';

/** What is used of a socket of node:net, which this package does not import. It begins paused or stops at the first `onread`. */
export interface PipeSocket {
  on(event: 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  resume(): unknown;
  destroy(): unknown;
}

/** node:net's option: data go into `buffer`, and none follow until `resume` if `callback` returns false. */
export interface OnRead {
  readonly buffer: Uint8Array;
  readonly callback: (bytes: number) => boolean;
}

const BUFFER = 64 * 1024;

/** Reads a pipe through one buffer, where a stream would make a new one for every piece and leave it to be collected. */
export function pipeReader(connect: (onread: OnRead) => PipeSocket): Required<ByteReader> {
  const buffer = new Uint8Array(BUFFER);
  let waiting = new Uint8Array(0);
  let ended = false;
  let failure: Error | null = null;
  let woken = Promise.withResolvers<void>();

  const socket = connect({
    buffer,
    callback(bytes) {
      waiting = buffer.subarray(0, bytes);
      woken.resolve();
      return false;
    },
  });
  const end = () => {
    ended = true;
    woken.resolve();
  };
  socket.on('end', end);
  socket.on('close', end);
  socket.on('error', (error) => {
    failure = error;
    end();
  });

  function take(target: Uint8Array): number {
    const count = Math.min(waiting.length, target.length);
    target.set(waiting.subarray(0, count));
    waiting = waiting.subarray(count);
    return count;
  }

  return {
    async read(target) {
      while (waiting.length === 0 && !ended) {
        woken = Promise.withResolvers();
        socket.resume();
        await woken.promise;
      }
      if (waiting.length === 0 && failure) throw failure;
      return take(target);
    },
    close: () => void socket.destroy(),
  };
}
