import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { WallClock } from './clock.ts';
import { sliceBatch } from './slice-batch.ts';
import { JUMP } from './stream-clock.ts';

/** Traffic is held back until it is due, then handed out in pieces of about so long, so that pictures of it move smoothly. */
const PIECE = 100; // ms on the wall

/**
 * Replays a capture at the speed that it was recorded at, or a multiple of it. Gaps of more than a minute, in which
 * nothing at all was sent, are skipped.
 * @param speed stream time per time on the wall, > 0
 * @param signal ends the waiting, and the replay
 */
export async function* pace(batches: AsyncIterable<CaptureBatch>, speed: number, clock: WallClock, signal: AbortSignal): AsyncGenerator<CaptureBatch, void, undefined> {
  /** Stream time less speed × time on the wall. */
  let offset: number | null = null;
  for await (const batch of batches) {
    const tunnels = batch.kind === 'packets' ? [...batch.tunnels] : [];
    for (let row = 0; row < batch.count; ) {
      const time = batch.time[row]!;
      const due = offset === null ? time : offset + speed * clock.now();
      if (offset === null || time < due - JUMP || time > due + JUMP) {
        offset = time - speed * clock.now();
      } else if (time > due) {
        await clock.sleep(Math.max(PIECE, (time - due) / speed), signal);
        if (signal.aborted) return;
      }
      const until = offset + speed * clock.now();
      let end = row + 1;
      while (end < batch.count && batch.time[end]! <= until && batch.time[end]! > until - JUMP) end++;
      yield sliceBatch(batch, row, end, tunnels);
      row = end;
    }
  }
}
