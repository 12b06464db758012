import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { WallClock } from './clock.ts';
import type { LiveEvent } from './event.ts';
import type { LiveDetector } from './live-detector.ts';

export interface FollowOptions {
  readonly clock: WallClock;
  /** Stream time per time on the wall; Infinity where the packets alone are the clock. */
  readonly speed: number;
  /** Ends the following; the flows then end with it. */
  readonly signal: AbortSignal;
}

/** How often time is told to pass while no packets come. */
const TICK = 500; // ms on the wall
/** No more than this passes from one to the next. */
const MOST_SILENCE = 2 * TICK;

/**
 * Feeds a stream to a detector, and lets time pass where the stream is silent.
 * @returns the events of each batch or tick, also if there are none: a moment for a front end to look at the detector
 */
export async function* follow(batches: AsyncIterable<CaptureBatch>, detector: LiveDetector, { clock, speed, signal }: FollowOptions): AsyncGenerator<readonly LiveEvent[], void, undefined> {
  const source = batches[Symbol.asyncIterator]();
  let arrived: IteratorResult<CaptureBatch> | null = null;
  let failure: { readonly error: unknown } | null = null;
  // Waking one promise at a time: racing with one that lives as long as the stream would hold on to every race.
  let wake = () => {};
  signal.addEventListener('abort', () => wake(), { once: true });
  const pull = () =>
    void source.next().then(
      (step) => {
        arrived = step;
        wake();
      },
      (error: unknown) => {
        failure = { error };
        wake();
      },
    );
  const settled = () => arrived !== null || failure !== null || signal.aborted;
  const wait = async () => {
    const woken = Promise.withResolvers<void>();
    const ticking = new AbortController();
    wake = woken.resolve;
    if (speed !== Infinity) void clock.sleep(TICK, ticking.signal).then(woken.resolve);
    await woken.promise;
    ticking.abort();
  };

  pull();
  let toldAt = clock.now();
  try {
    for (;;) {
      if (!settled()) await wait();
      if (signal.aborted) break;
      if (failure) throw (failure as { readonly error: unknown }).error;
      const step = arrived as IteratorResult<CaptureBatch> | null;
      // A process that was stopped has not listened: what came meanwhile waits for it.
      const silence = speed * Math.min(clock.now() - toldAt, MOST_SILENCE);
      toldAt = clock.now();
      if (step === null) {
        if (detector.now > -Infinity) yield detector.pass(detector.now + silence);
        continue;
      }
      if (step.done) break;
      arrived = null;
      pull();
      yield detector.feed(step.value);
    }
  } finally {
    // A source that waits for packets is stopped by who opened it: nothing is waited for here.
    source.return?.()?.then(undefined, () => {});
  }
  yield detector.end();
}
