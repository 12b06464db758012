import { CaptureError } from './errors.ts';
import type { ByteReader, CaptureSource } from './source.ts';
import type { CaptureStatistics } from './statistics.ts';

/** A source's bytes, counted; its faults become CaptureErrors, and the end if it was closed on purpose. */
export function storedBytes(source: CaptureSource, statistics: CaptureStatistics): ByteReader {
  function add(count: number): number {
    statistics.bytesRead += count;
    statistics.bytesTotal = source.bytesTotal ?? null;
    return count;
  }

  function fail(error: unknown): number {
    if (source.closed) return 0;
    if (error instanceof CaptureError) throw error;
    const place = { file: source.name, offset: statistics.bytesRead };
    throw new CaptureError('unreadable', place, error instanceof Error ? error.message : String(error), 'more bytes', { cause: error });
  }

  return {
    read(target) {
      try {
        const count = source.read(target);
        return typeof count === 'number' ? add(count) : count.then(add).catch(fail);
      } catch (error) {
        return fail(error);
      }
    },
  };
}
