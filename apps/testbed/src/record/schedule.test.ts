import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { schedule, type ScheduleOptions } from './schedule.ts';

interface Job {
  readonly name: string;
  readonly weight: number;
}

const jobs = (...weights: number[]): Job[] => weights.map((weight, i) => ({ name: `j${i}`, weight }));

/** Runs jobs that take a few turns each, and looks on. */
async function watched(all: readonly Job[], options: Partial<ScheduleOptions<Job>> = {}) {
  const begun: string[] = [];
  const running = new Map<number, Job>();
  let most = { cells: 0, cores: 0 };
  await schedule(all, {
    weightOf: ({ weight }) => weight,
    budget: 1,
    mostAtOnce: Infinity,
    staggerMilliseconds: () => 0,
    signal: new AbortController().signal,
    ...options,
    run: async (job, slot) => {
      expect(running.has(slot)).toBe(false);
      begun.push(job.name);
      running.set(slot, job);
      most = { cells: Math.max(most.cells, running.size), cores: Math.max(most.cores, [...running.values()].reduce((sum, { weight }) => sum + weight, 0)) };
      await sleep(5);
      running.delete(slot);
      return (await options.run?.(job, slot)) ?? 'done';
    },
  });
  expect(running.size).toBe(0);
  return { begun, most };
}

test('runs all in order, as many at once as the budget allows', async () => {
  const { begun, most } = await watched(jobs(0.25, 0.25, 0.25, 0.25, 0.25, 0.25));
  expect(begun).toEqual(['j0', 'j1', 'j2', 'j3', 'j4', 'j5']);
  expect(most).toEqual({ cells: 4, cores: 1 });
});

test('runs no more at once than asked for, and what is too heavy alone', async () => {
  expect((await watched(jobs(0.1, 0.1, 0.1, 0.1), { mostAtOnce: 2 })).most.cells).toBe(2);
  const { begun, most } = await watched(jobs(0.5, 3, 0.5, 0.5));
  expect(begun).toEqual(['j0', 'j1', 'j2', 'j3']);
  expect(most).toEqual({ cells: 2, cores: 3 });
});

test('runs again what asks for it, others first', async () => {
  let tries = 0;
  const { begun } = await watched(jobs(1, 1, 1, 1, 1, 1, 1), { run: async ({ name }) => (name === 'j0' && ++tries < 3 ? 'again' : 'done') });
  expect(begun).toEqual(['j0', 'j1', 'j2', 'j3', 'j4', 'j0', 'j5', 'j6', 'j0']);
});

test('begins nothing more once it is aborted, and waits for what runs', async () => {
  const controller = new AbortController();
  const { begun } = await watched(jobs(0.5, 0.5, 0.5, 0.5), {
    signal: controller.signal,
    run: async () => {
      controller.abort();
      return 'again';
    },
  });
  expect(begun).toEqual(['j0', 'j1']);
});
