import type { ByteReader } from './source.ts';

/** Reads from a stream that brings its own pieces: a browser's, a decompressor's. */
export function fromChunks(chunks: AsyncIterable<Uint8Array>): Required<ByteReader> {
  const iterator = chunks[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array(0);

  function take(target: Uint8Array): number {
    const count = Math.min(chunk.length, target.length);
    target.set(count < chunk.length ? chunk.subarray(0, count) : chunk);
    chunk = chunk.subarray(count);
    return count;
  }

  async function pull(target: Uint8Array): Promise<number> {
    // An empty piece is not the end.
    while (chunk.length === 0) {
      const step = await iterator.next();
      if (step.done) return 0;
      chunk = step.value;
    }
    return take(target);
  }

  return {
    read: (target) => (chunk.length > 0 ? take(target) : pull(target)),
    // A generator that waits ends only when what it waits for comes, which on a pipe may be never: nobody waits for that.
    close() {
      iterator.return?.()?.catch(() => {});
    },
  };
}
