import { expect, test } from 'vitest';
import type { Benchmark } from '../benchmark.ts';
import { measure, TwinsDiffer } from './measure.ts';
import { computing } from './subject.ts';

const SCHEDULE = { warmUpMs: 0, sampleMs: 1, budgetMs: 0, fewestRounds: 3, mostRounds: 3 };

const benchmark = (run: (engine: string) => unknown): Benchmark => ({
  group: 'group',
  name: 'name',
  twins: true,
  prepare: async () => ({ engine }) => computing(() => run(engine)),
});

test('twins with different results are not measured', async () => {
  let runs = 0;
  const differing = benchmark((engine) => {
    runs++;
    return { peaks: Float64Array.of(engine === 'wasm' ? 0 : -0) };
  });
  await expect(measure(differing, SCHEDULE)).rejects.toThrow(new TwinsDiffer('group, name: the results are not the same: result.peaks.0: 0 and -0'));
  expect(runs).toBe(2);
});

test('results that change while they are measured are found', async () => {
  let runs = 0;
  await expect(measure(benchmark(() => (runs++ < 3 ? 1 : 2)), SCHEDULE)).rejects.toThrow('the results are not the same: result: 1 and 2');
});

test('peers stand beside ours, scaled to all of the work, and those that are missing say so', async () => {
  const twins: Benchmark = {
    ...benchmark(() => 1),
    prepare: async () => () => async () => ({ cpuMs: 2, wallMs: 2, result: 1 }),
    peers: () => [
      { name: 'tenth', note: 'does a tenth', target: 9, part: 0.1, open: async () => ({ version: '1.0', subject: async () => ({ cpuMs: 3, wallMs: 4, result: null }) }) },
      { name: 'failing', note: 'fails', open: async () => ({ version: '2.0', isProcess: true, subject: async () => { throw new Error('exit code 7'); } }) },
      { name: 'absent', note: 'is away', open: async () => ({ missing: 'it is not installed' }) },
    ],
  };
  const { peers } = await measure(twins, SCHEDULE, true);
  expect(peers).toMatchObject([
    { name: 'tenth', target: 9, version: '1.0', skipped: null, measured: { rounds: 3, cpuMs: { median: 30 }, wallMs: { median: 40 }, ratio: { median: 15 } } },
    { name: 'failing', version: '2.0', skipped: 'failed: exit code 7', measured: null },
    { name: 'absent', target: null, version: null, skipped: 'it is not installed', measured: null },
  ]);
  expect((await measure(twins, SCHEDULE)).peers).toEqual([]);
});
