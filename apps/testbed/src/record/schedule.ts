import { setTimeout as sleep } from 'node:timers/promises';

export interface ScheduleOptions<T> {
  /** Cores that a job takes. */
  readonly weightOf: (job: T) => number;
  /** Cores there are for all of them. A job that is heavier runs alone. */
  readonly budget: number;
  readonly mostAtOnce: number;
  /** From one start to the next: starting costs more than running. */
  readonly staggerMilliseconds: (job: T) => number;
  /** No more jobs are begun once it is aborted. */
  readonly signal: AbortSignal;
  /**
   * Runs a job; must not reject. @param slot a number from 0 that no other running job has
   * @returns whether it is to be run once more
   */
  readonly run: (job: T, slot: number) => Promise<'done' | 'again'>;
}

/** Jobs begun before one that is tried again, so that what disturbed it is over. */
const JOBS_BETWEEN = 4;

/** Runs jobs in their order, several at once. Resolves once all have ended. */
export async function schedule<T>(jobs: readonly T[], { weightOf, budget, mostAtOnce, staggerMilliseconds, signal, run }: ScheduleOptions<T>): Promise<void> {
  const queue = [...jobs];
  const running = new Map<number, Promise<void>>();
  let used = 0;
  const fits = (job: T) => running.size === 0 || (running.size < mostAtOnce && used + weightOf(job) <= budget + 1e-9);
  while (!signal.aborted && (queue.length > 0 || running.size > 0)) {
    const job = queue[0];
    if (job === undefined || !fits(job)) {
      await Promise.race(running.values());
      continue;
    }
    queue.shift();
    const slot = freeSlot(running);
    used += weightOf(job);
    const end = run(job, slot).then((result) => {
      running.delete(slot);
      used -= weightOf(job);
      if (result === 'again') queue.splice(JOBS_BETWEEN, 0, job);
    });
    running.set(slot, end);
    const stagger = staggerMilliseconds(job);
    if (queue.length > 0 && stagger > 0) await sleep(stagger, undefined, { signal }).catch(() => {});
  }
  await Promise.all(running.values());
}

function freeSlot(running: ReadonlyMap<number, unknown>): number {
  let slot = 0;
  while (running.has(slot)) slot++;
  return slot;
}
