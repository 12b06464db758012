import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { Benchmark } from './benchmark.ts';
import { BENCHMARKS } from './benchmarks.ts';
import { SEED } from './input/seed.ts';
import { describeMachine } from './machine.ts';
import { type Finding, measure } from './measure/measure.ts';
import type { Schedule } from './measure/interleave.ts';
import { HELP, parseOptions, UsageError } from './options.ts';
import { reportMarkdown } from './report/markdown.ts';
import { reportJson, reportText } from './report/report.ts';

// Samples hold several runs of most jobs, so that garbage that one run leaves for another to collect evens out. Collecting it
// by force between samples is no way out: V8 then runs everything slower than in real use.
const QUICK: Schedule = { warmUpMs: 100, sampleMs: 10, budgetMs: 500, fewestRounds: 3, mostRounds: 50 };
const THOROUGH: Schedule = { warmUpMs: 1000, sampleMs: 50, budgetMs: 4000, fewestRounds: 15, mostRounds: 100 };

/**
 * Runs the benchmarks.
 * @param words what stands behind the program's name
 * @returns the exit code; everything there is to say has been said
 */
export async function main(words: readonly string[]): Promise<0 | 1 | 2> {
  try {
    const { help, json, quick, peers, markdown, only } = parseOptions(words);
    if (help) {
      process.stdout.write(HELP);
      return 0;
    }
    const chosen = choose(only, quick);
    // Before anything takes minutes: a file that cannot be written.
    if (markdown !== null) closeSync(openFile(markdown));
    const machine = describeMachine();
    const start = performance.now();
    const findings: Finding[] = [];
    for (const [i, benchmark] of chosen.entries()) {
      showProgress(`${i + 1} of ${chosen.length}: ${benchmark.group}, ${benchmark.name}`);
      findings.push(await measure(benchmark, quick ? QUICK : THOROUGH, peers));
    }
    showProgress('');
    const run = { machine, quick, seed: SEED, seconds: (performance.now() - start) / 1000, findings };
    if (markdown !== null) writeFileSync(markdown, reportMarkdown(run));
    process.stdout.write(json ? reportJson(run) : reportText(run));
    return 0;
  } catch (error) {
    showProgress('');
    process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

/** @throws UsageError if it cannot be written */
function openFile(path: string): number {
  try {
    return openSync(path, 'a');
  } catch (error) {
    throw new UsageError(`--markdown ${path}: ${(error as Error).message}`);
  }
}

function choose(only: RegExp | null, quick: boolean): readonly Benchmark[] {
  const label = ({ group, name }: Benchmark) => `${group}, ${name}`;
  const chosen = BENCHMARKS.filter((benchmark) => (only === null ? !(quick && benchmark.slow) : only.test(label(benchmark))));
  if (chosen.length > 0) return chosen;
  throw new UsageError(`--only ${only?.source} matches none of:\n  ${BENCHMARKS.map(label).join('\n  ')}`);
}

/** On a terminal one line that changes; nothing where nobody looks. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}
