import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';
import type { Subject } from './subject.ts';

const SCHEDULE = { warmUpMs: 0, sampleMs: 10, budgetMs: 0, fewestRounds: 4, mostRounds: 9 };

/** Subjects that say when they are called, and whose runs take a made-up time. */
function named(calls: string[], wallMs: Readonly<Record<string, number>>): Subject[] {
  return Object.entries(wallMs).map(([name, ms]) => async (runs) => {
    calls.push(`${name}${runs}`);
    return { wallMs: ms, cpuMs: ms, result: name };
  });
}

test('after the warm-up the order turns round each time, and every sample has as many runs as the fastest needs', async () => {
  const calls: string[] = [];
  const { samples, runsPerSample } = await interleave(named(calls, { a: 5, b: 3 }), SCHEDULE);
  expect(runsPerSample).toBe(4);
  expect(calls).toEqual(['a1', 'b1', 'a4', 'b4', 'b4', 'a4', 'a4', 'b4', 'b4', 'a4']);
  expect(samples.map((of) => of.map(({ result }) => result))).toEqual([['a', 'a', 'a', 'a'], ['b', 'b', 'b', 'b']]);
});

test('a job longer than a sample runs once a sample', async () => {
  const { runsPerSample } = await interleave(named([], { a: 70 }), SCHEDULE);
  expect(runsPerSample).toBe(1);
});

test('within its budget it goes on to the most rounds', async () => {
  const { samples } = await interleave(named([], { a: 1, b: 1 }), { ...SCHEDULE, budgetMs: 60_000 });
  expect(samples.map((of) => of.length)).toEqual([9, 9]);
});
