import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import type { Benchmark } from '../benchmark.ts';
import { findDifference } from './difference.ts';
import { interleave, type Schedule } from './interleave.ts';
import { pairRatios, type Spread, spreadOf } from './spread.ts';
import type { Sample } from './subject.ts';
import { isInstalled } from '../peers/peer.ts';

/** What was found for one benchmark. */
export interface Finding {
  readonly benchmark: Benchmark;
  readonly rounds: number;
  readonly runsPerSample: number;
  /** In the order of `enginesOf`. */
  readonly timings: readonly Timing[];
  /** CPU time of TypeScript ÷ that of WASM, pair by pair; null where there are no twins. */
  readonly ratio: Spread | null;
  /** What else the results told. */
  readonly facts: readonly string[];
  readonly peers: readonly PeerTiming[];
}

/** Another program beside WASM. */
interface PeerTiming {
  readonly name: string;
  /** What it does more or less than this project's part. */
  readonly note: string;
  /** Null where it is not installed. */
  readonly measured: { readonly cpuMs: Spread; readonly wallMs: Spread; readonly ratio: Spread } | null;
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

/**
 * @param withPeers whether other programs run beside the twins
 * @throws TwinsDiffer before anything is measured, or if the results change while it is
 */
export async function measure(benchmark: Benchmark, schedule: Schedule, withPeers = false): Promise<Finding> {
  const engines: readonly Engine[] = benchmark.twins ? ['wasm', 'typescript'] : ['wasm'];
  const subjectWith = await benchmark.prepare();
  const subjects = await Promise.all(engines.map(async (engine) => subjectWith(await loadKernels(engine))));
  const results: unknown[] = [];
  for (const subject of subjects) results.push((await subject(1)).result);
  expectSame(benchmark, results[0], results[1] ?? results[0]);

  const peers = ((withPeers && benchmark.peers?.()) || []).map((peer) => ({ ...peer, installed: isInstalled(peer.program) }));
  const running = peers.filter(({ installed }) => installed);
  const { samples, runsPerSample } = await interleave([...subjects, ...running.map(({ subject }) => subject)], schedule);
  const ours = samples.slice(0, subjects.length);
  for (const of of ours) expectSame(benchmark, results[0], of.at(-1)!.result);
  const [wasm, typescript] = ours.map((of) => of.map(({ cpuMs }) => cpuMs));
  const besides = (of: readonly Sample[]) => spreadOf(pairRatios(of.map(({ cpuMs }) => cpuMs), wasm!));
  return {
    benchmark,
    rounds: samples[0]!.length,
    runsPerSample,
    timings: ours.map((of, i) => ({ engine: benchmark.twins ? engines[i]! : null, ...spreadsOf(of) })),
    ratio: wasm && typescript ? spreadOf(pairRatios(typescript, wasm)) : null,
    facts: benchmark.facts?.(results[0]) ?? [],
    peers: peers.map((peer) => {
      const of = samples[subjects.length + running.indexOf(peer)];
      return { name: peer.name, note: peer.note, measured: peer.installed && of ? { ...spreadsOf(of), ratio: besides(of) } : null };
    }),
  };
}

function spreadsOf(samples: readonly Sample[]): { readonly cpuMs: Spread; readonly wallMs: Spread } {
  return { cpuMs: spreadOf(samples.map(({ cpuMs }) => cpuMs)), wallMs: spreadOf(samples.map(({ wallMs }) => wallMs)) };
}

function expectSame({ group, name, comparable = (result) => result }: Benchmark, wasm: unknown, typescript: unknown): void {
  const difference = findDifference(comparable(wasm), comparable(typescript));
  if (difference !== null) throw new TwinsDiffer(`${group}, ${name}: the results are not the same: ${difference}`);
}
