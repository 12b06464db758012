import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { SenseLoop } from './sense-file.ts';
import { SystemLoss } from './system-loss.ts';
import type { TapSource } from './tap-source.ts';

/** A message holds no more than this. */
const LATENCY = 200; // ms
/** No more than this passes at once where packets do not come. */
const MOST_SILENCE = 1000; // ms

/**
 * Sends packets as they come. Nothing waits for the server: where it takes too little, the oldest messages are dropped. Time passes also
 * where no packets come. Told to end, or at the end of the packets, all flows end.
 * @throws what reading or sending failed with
 */
export async function senseLive({ packets, dropped }: Pick<TapSource, 'packets' | 'dropped'>, { cutter, messages, publisher, clock, signal }: SenseLoop): Promise<void> {
  const source = packets[Symbol.asyncIterator]();
  const loss = new SystemLoss(dropped);
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
  const wait = async () => {
    const woken = Promise.withResolvers<void>();
    const ticking = new AbortController();
    wake = woken.resolve;
    void clock.sleep(LATENCY, ticking.signal).then(woken.resolve);
    if (arrived === null && failure === null && !signal.aborted) await woken.promise;
    ticking.abort();
  };

  pull();
  let toldAt = clock.now();
  let flushedAt = toldAt;
  try {
    for (;;) {
      await wait();
      if (signal.aborted || failure) break;
      const now = clock.now();
      const step = arrived as IteratorResult<CaptureBatch> | null;
      if (step?.done) break;
      // A process that was stopped has not listened: what came meanwhile waits for it.
      const silence = Math.floor(Math.min(now - toldAt, MOST_SILENCE));
      // Times are whole: what is less than one is not lost, or hours of silence would last some seconds less.
      toldAt = step === null && now - toldAt < MOST_SILENCE ? toldAt + silence : now;
      if (step === null) {
        if (cutter.now > -Infinity) for (const each of cutter.pass(cutter.now + silence)) messages.take(each);
      } else {
        arrived = null;
        pull();
        for (const each of cutter.feed(step.value)) messages.take(each);
      }
      loss.tell(messages, cutter.now);
      publisher.add(now - flushedAt >= LATENCY ? messages.flush() : messages.full());
      if (now - flushedAt >= LATENCY) flushedAt = now;
      publisher.makeRoom();
    }
  } finally {
    // A source that waits for packets is stopped by who opened it: nothing is waited for here.
    source.return?.()?.then(undefined, () => {});
  }
  loss.tell(messages, cutter.now);
  for (const step of cutter.end()) messages.take(step);
  publisher.add(messages.flush());
  publisher.makeRoom();
  if (failure) throw (failure as { readonly error: unknown }).error;
}
