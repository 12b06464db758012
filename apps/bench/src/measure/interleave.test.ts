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

test('a guest has as many runs a sample as it needs, and leaves when it took its share, after three rounds', async () => {
  const calls: string[] = [];
  const [ours, quick] = named(calls, { ours: 5, quick: 1 });
  const slow = async (runs: number) => {
    calls.push(`slow${runs}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
    return { wallMs: 2, cpuMs: 2, result: 'slow' };
  };
  const measured = await interleave([ours!], { ...SCHEDULE, budgetMs: 1, fewestRounds: 5, mostRounds: 5 }, [{ subject: quick!, warmUp: true }, { subject: slow, warmUp: false }]);
  expect(measured.samples.map((of) => of.length)).toEqual([5]);
  expect(measured.guests.map(({ samples }) => samples.length)).toEqual([5, 3]);
  expect(calls.slice(0, 2)).toEqual(['ours1', 'quick1']);
  expect(calls.filter((call) => call.startsWith('quick'))).toEqual(['quick1', ...Array(5).fill('quick10')]);
  expect(calls.filter((call) => call.startsWith('slow'))).toEqual(Array(3).fill('slow1'));
});

test('a guest that fails leaves with its words, and ours go on', async () => {
  const [ours] = named([], { ours: 5 });
  let runs = 0;
  const failing = async () => {
    if (runs++ > 0) throw new Error('out of memory');
    return { wallMs: 1, cpuMs: 1, result: null };
  };
  const { samples, guests } = await interleave([ours!], SCHEDULE, [{ subject: failing, warmUp: false }, { subject: failing, warmUp: true }]);
  expect(samples[0]).toHaveLength(4);
  expect(guests.map(({ failure }) => failure)).toEqual(['out of memory', 'out of memory']);
});
