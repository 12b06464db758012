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
