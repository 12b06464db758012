import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { sliceBatch } from '@tunnelscope/detector/live/slice-batch';

export interface Piece {
  readonly batch: CaptureBatch;
  /** An interval begins with it. */
  readonly begins: boolean;
}

/**
 * Cuts batches where an interval of stream time is over, so that the pieces between two beginnings are the same each time that a capture is
 * read, whatever its batches are.
 * @param interval ms
 */
export async function* pieces(batches: AsyncIterable<CaptureBatch>, interval: number): AsyncGenerator<Piece, void, undefined> {
  let start = -Infinity;
  let begins = true;
  for await (const batch of batches) {
    const tunnels = batch.kind === 'packets' ? [...batch.tunnels] : [];
    let from = 0;
    for (let row = 0; row < batch.count; row++) {
      const time = batch.time[row]!;
      if (time < start + interval && time > start - interval) continue;
      if (row > from) yield { batch: sliceBatch(batch, from, row, tunnels), begins };
      from = row;
      start = time;
      begins = true;
    }
    yield { batch: sliceBatch(batch, from, batch.count, tunnels), begins };
    begins = false;
  }
}
