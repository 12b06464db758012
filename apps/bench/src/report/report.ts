import type { Machine } from '../machine.ts';
import type { Finding } from '../measure/measure.ts';
import { table } from './table.ts';
import { targetsOf } from './target.ts';

/** A run of the program. */
export interface Run {
  readonly machine: Machine;
  readonly quick: boolean;
  readonly seed: number;
  readonly seconds: number;
  readonly findings: readonly Finding[];
}

const READING_AID = `CPU time of a run, user and system: median (10th to 90th percentile). Ratios are taken pair by pair, the twins in turn.
Kernels as callers have them, arguments checked and copied into WebAssembly's memory and results out of it included.`;

/** What figures depend on, a line each. */
export function machineLines({ machine, seed }: Run): string[] {
  const { processor, cores, memoryBytes, system, node, v8, commit, load } = machine;
  const lines = [
    `${processor}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${(memoryBytes / 2 ** 30).toFixed(1)} GiB, ${system}`,
    `Node ${node} (V8 ${v8}), ${commit === null ? 'no commit known' : `commit ${commit}`}, seed ${seed}`,
  ];
  if (load > 0.5) lines.push(`The machine was not idle at the start: load ${load.toFixed(1)}.`);
  return lines;
}

/** For a terminal. */
export function reportText(run: Run): string {
  const { quick, seconds, findings } = run;
  const end = `${seconds.toFixed(0)} s${quick ? ', --quick: fewer pairs, wider ranges' : ''}. The twins gave the same results, bit by bit.`;
  return `${[...machineLines(run), '', table(findings), '', READING_AID, end].join('\n')}\n`;
}

/** The same for programs: one object. */
export function reportJson({ machine, quick, seed, seconds, findings }: Run): string {
  const benchmarks = findings.map(({ benchmark: { group, name, work }, ...found }) => ({ group, name, work: work ?? null, ...found }));
  return `${JSON.stringify({ machine, quick, seed, seconds, targets: targetsOf(findings), benchmarks }, null, 2)}\n`;
}
