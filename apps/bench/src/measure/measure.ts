import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import type { Benchmark } from '../benchmark.ts';
import { findDifference } from './difference.ts';
import { interleave, type Schedule } from './interleave.ts';
import { pairRatios, type Spread, spreadOf } from './spread.ts';

/** What was found for one benchmark. */
export interface Finding {
  readonly benchmark: Benchmark;
  readonly rounds: number;
  readonly runsPerSample: number;
  /** In the order of `enginesOf`. */
  readonly timings: readonly Timing[];
  /** CPU time of TypeScript ÷ that of WASM, pair by pair; null where there are no twins. */
  readonly ratio: Spread | null;
}

/** Milliseconds a run. */
export interface Timing {
  /** Null where no kernel takes part. */
  readonly engine: Engine | null;
  readonly cpuMs: Spread;
  readonly wallMs: Spread;
}

/** The twins give different results, so their times mean nothing. */
export class TwinsDiffer extends Error {
  override readonly name = 'TwinsDiffer';
}

/** @throws TwinsDiffer before anything is measured, or if the results change while it is */
export async function measure(benchmark: Benchmark, schedule: Schedule): Promise<Finding> {
  const engines: readonly Engine[] = benchmark.twins ? ['wasm', 'typescript'] : ['wasm'];
  const subjectWith = await benchmark.prepare();
  const subjects = await Promise.all(engines.map(async (engine) => subjectWith(await loadKernels(engine))));
  const results: unknown[] = [];
  for (const subject of subjects) results.push((await subject(1)).result);
  expectSame(benchmark, results[0], results[1] ?? results[0]);

  const { samples, runsPerSample } = await interleave(subjects, schedule);
  for (const of of samples) expectSame(benchmark, results[0], of.at(-1)!.result);
  const timings = samples.map((of, i) => ({
    engine: benchmark.twins ? engines[i]! : null,
    cpuMs: spreadOf(of.map(({ cpuMs }) => cpuMs)),
    wallMs: spreadOf(of.map(({ wallMs }) => wallMs)),
  }));
  const [wasm, typescript] = samples.map((of) => of.map(({ cpuMs }) => cpuMs));
  const ratio = wasm && typescript ? spreadOf(pairRatios(typescript, wasm)) : null;
  return { benchmark, rounds: samples[0]!.length, runsPerSample, timings, ratio };
}

function expectSame({ group, name }: Benchmark, wasm: unknown, typescript: unknown): void {
  const difference = findDifference(wasm, typescript);
  if (difference !== null) throw new TwinsDiffer(`${group}, ${name}: the results are not the same: ${difference}`);
}
