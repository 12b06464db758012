import { type Command, Option } from 'commander';
import type { BenchOptions } from '../bench/run-bench.ts';
import type { Finish } from './finish.ts';

const EXAMPLES = `
Examples:
  tunnelscope bench                               all of it, in twenty minutes
  tunnelscope bench --quick                       in less than one
  tunnelscope bench --quick --only welch
  tunnelscope bench --quick --peers --only 'binPackets|findPeaks'
  tunnelscope bench --json > bench.json
  tunnelscope bench --markdown performance.md

Other programs and libraries that do such work (numpy, scipy, scikit-learn, C,
ndpiReader, tshark and more) run beside the kernels where they are installed,
and are skipped with a word where not. Times are CPU time, medians and the range
of the middle 80 %; ratios are those of one run, in which all take turns.

The benchmarks are part of the checkout, not of what is installed from it.`;

/** Adds `tunnelscope bench`. */
export function addBench(program: Command, finish: Finish): void {
  program
    .command('bench')
    .summary('measure the kernels beside other programs')
    .description('Measures kernels and whole jobs: WebAssembly beside TypeScript beside other programs and libraries, in one interleaved run.')
    .addOption(new Option('--quick', 'fewer repetitions, no peers, and nothing that lasts'))
    .addOption(new Option('--only <pattern>', 'only benchmarks whose group or name matches a regular expression'))
    .addOption(new Option('--peers', 'other programs too, with --quick as well'))
    .addOption(new Option('--no-peers', 'the twins alone'))
    .addOption(new Option('--markdown <file>', 'write the run as a page too'))
    .addOption(new Option('--json', 'one object for programs instead of the table'))
    .addHelpText('after', EXAMPLES)
    .action(async (parsed: BenchOptions) => {
      const { runBench } = await import('../bench/run-bench.ts');
      finish(await runBench(parsed));
    });
}
