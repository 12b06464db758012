import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXIT, type ExitCode, InputError } from '../exit.ts';

export interface BenchOptions {
  readonly quick?: true;
  readonly only?: string;
  /** Absent: as the bench has it. */
  readonly peers?: boolean;
  readonly markdown?: string;
  readonly json?: true;
}

/** Not imported: only a checkout has it, and it measures best in a process of its own. */
const BENCH = fileURLToPath(new URL('../../../bench/bin/bench.js', import.meta.url));

/**
 * Runs the benchmarks of the checkout; what they say goes where this program's output goes.
 * @param program path of their launcher
 * @throws InputError where there are none
 */
export async function runBench(options: BenchOptions, program = BENCH): Promise<ExitCode> {
  if (!existsSync(program)) throw new InputError(`no benchmarks here (${program} is missing): they are part of the checkout, run tunnelscope bench there`);
  const child = spawn(process.execPath, [program, ...benchWords(options)], { stdio: 'inherit' });
  // A terminal tells both; whoever tells this process alone means both as well.
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, pass);
  try {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => child.on('error', reject).on('close', (...ending) => resolve(ending)));
    if (signal !== null) return signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;
    return code === EXIT.done || code === EXIT.usage ? code : EXIT.failure;
  } finally {
    for (const name of signals) process.off(name, pass);
  }
}

/** The options as words of the bench's own command line. */
export function benchWords({ quick, only, peers, markdown, json }: BenchOptions): string[] {
  return [
    ...(quick ? ['--quick'] : []),
    ...(only === undefined ? [] : [`--only=${only}`]),
    ...(peers === undefined ? [] : [peers ? '--peers' : '--no-peers']),
    ...(markdown === undefined ? [] : [`--markdown=${markdown}`]),
    ...(json ? ['--json'] : []),
  ];
}
