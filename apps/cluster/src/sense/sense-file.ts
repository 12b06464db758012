import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { WallClock } from '@tunnelscope/detector/live/clock';
import type { StreamCutter } from '@tunnelscope/detector/live/stream-cutter';
import type { MessageCutter } from './message-cutter.ts';
import { pieces } from './pieces.ts';
import type { Publisher } from './publisher.ts';
import type { FileReplay } from './tap-source.ts';

/** A message holds no more than this, on the wall and in stream time. */
const LATENCY = 200; // ms
const LONGEST = 10_000; // ms
/** Gaps that are longer are skipped. */
const SKIPPED = 60_000; // ms

export interface SenseLoop {
  readonly cutter: StreamCutter;
  readonly messages: MessageCutter;
  readonly publisher: Publisher;
  readonly clock: WallClock;
  readonly signal: AbortSignal;
}

/**
 * Sends a capture. Which packets are in which message depends on the capture and the speed alone, so that a tap that begins again
 * makes the same messages. It waits for the server, and drops nothing. Told to end, it stops where it is, to go on there the next time; what
 * cannot be read again ends.
 * @returns whether it has ended
 * @throws what reading or sending failed with
 */
export async function senseFile(packets: AsyncIterable<CaptureBatch>, { speed, fingerprint }: FileReplay, { cutter, messages, publisher, clock, signal }: SenseLoop): Promise<boolean> {
  /** Stream time less speed × time on the wall. */
  let offset: number | null = null;
  let fault: { readonly error: unknown } | null = null;
  try {
    for await (const { batch, begins } of pieces(packets, Math.min(LONGEST, LATENCY * speed))) {
      if (begins) {
        publisher.add(messages.flush());
        if (speed < Infinity && batch.count > 0 && !publisher.catchingUp) {
          const time = batch.time[0]!;
          const early: number = offset === null ? Infinity : time - offset - speed * clock.now();
          if (Math.abs(early) > SKIPPED) offset = time - speed * clock.now();
          else if (early > 0) await clock.sleep(early / speed, signal);
        }
      }
      if (signal.aborted) {
        if (fingerprint) return false;
        break;
      }
      for (const step of cutter.feed(batch)) messages.take(step);
      publisher.add(messages.full());
      await publisher.room();
    }
  } catch (error) {
    fault = { error };
  }
  // What could be read ends here for good: nobody is to wait for the rest.
  for (const step of cutter.end()) messages.take(step);
  publisher.add(messages.flush());
  if (fault) throw fault.error;
  return true;
}
