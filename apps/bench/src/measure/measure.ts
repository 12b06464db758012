import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import type { Benchmark } from '../benchmark.ts';
import { findDifference } from './difference.ts';
import { interleave, type Schedule } from './interleave.ts';
import { pairRatios, type Spread, spreadOf } from './spread.ts';
import type { Sample } from './subject.ts';
import { openPeers } from '../peers/opened-peers.ts';

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

/** Another program or library beside WASM. */
interface PeerTiming {
  readonly name: string;
  /** What it does more or less than this project's part. */
  readonly note: string;
  /** The least that `ratio` is to be; null without a target. */
  readonly target: number | null;
  /** Why it is missed where it is; null if not known. */
  readonly missed: string | null;
  /** Name and version; null where it did not run. */
  readonly version: string | null;
  /** Why it did not run: not installed, failed, or its result is not ours. */
  readonly skipped: string | null;
  /** `ratio`: its CPU time ÷ ours (of WASM, if there are twins), round by round. Null where it did not run. */
  readonly measured: { readonly rounds: number; readonly cpuMs: Spread; readonly wallMs: Spread; readonly ratio: Spread } | null;
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

  const peers = await openPeers((withPeers && benchmark.peers?.()) || [], results[0]);
  const running = peers.flatMap(({ open }) => open ?? []);
  const measured = await interleave(subjects, schedule, running.map(({ subject, isProcess }) => ({ subject, warmUp: !isProcess }))).finally(() => {
    for (const { close } of running) close?.();
  });
  const { samples: ours, runsPerSample } = measured;
  for (const of of ours) expectSame(benchmark, results[0], of.at(-1)!.result);
  const [wasm, typescript] = ours.map((of) => of.map(({ cpuMs }) => cpuMs));
  return {
    benchmark,
    rounds: ours[0]!.length,
    runsPerSample,
    timings: ours.map((of, i) => ({ engine: benchmark.twins ? engines[i]! : null, ...spreadsOf(of) })),
    ratio: wasm && typescript ? spreadOf(pairRatios(typescript, wasm)) : null,
    facts: benchmark.facts?.(results[0]) ?? [],
    peers: peers.map(({ peer, open, skipped }) => {
      const guest = open && measured.guests[running.indexOf(open)]!;
      const failure = guest?.failure ?? null;
      const told = { name: peer.name, note: peer.note, target: peer.target ?? null, missed: peer.missed ?? null, version: open?.version ?? null };
      if (guest === null || failure !== null) return { ...told, skipped: skipped ?? `failed: ${failure}`, measured: null };
      return { ...told, skipped, measured: beside(guest.samples, peer.part ?? 1, wasm!) };
    }),
  };
}

/** A guest's times, as if it did all of our work, beside ours of the same rounds. */
function beside(guest: readonly Sample[], part: number, ours: readonly number[]): PeerTiming['measured'] {
  const whole = guest.map(({ cpuMs, wallMs }) => ({ cpuMs: cpuMs / part, wallMs: wallMs / part }));
  const ratio = spreadOf(pairRatios(whole.map(({ cpuMs }) => cpuMs), ours.slice(0, whole.length)));
  return { rounds: whole.length, ...spreadsOf(whole), ratio };
}

function spreadsOf(samples: readonly Omit<Sample, 'result'>[]): { readonly cpuMs: Spread; readonly wallMs: Spread } {
  return { cpuMs: spreadOf(samples.map(({ cpuMs }) => cpuMs)), wallMs: spreadOf(samples.map(({ wallMs }) => wallMs)) };
}

function expectSame({ group, name, comparable = (result) => result }: Benchmark, wasm: unknown, typescript: unknown): void {
  const difference = findDifference(comparable(wasm), comparable(typescript));
  if (difference !== null) throw new TwinsDiffer(`${group}, ${name}: the results are not the same: ${difference}`);
}
