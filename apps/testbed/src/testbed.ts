import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { EXIT, type ExitCode } from './commands/exit.ts';
import { TestbedError } from './testbed-error.ts';

const EXAMPLES = `
Examples:
  npm run testbed -- check
  npm run testbed -- plan test-data/corpus/ranges.json --output plan.json
  npm run testbed -- record plan.json --output recordings --cores 1.5
  npm run testbed -- list recordings

Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.`;

/**
 * Runs the testbed.
 * @param words what stands behind the program's name @returns the exit code; everything there is to say has been said
 */
export async function main(words: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = programOf((result) => {
    exitCode = result;
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (error instanceof TestbedError || (error instanceof Error && 'syscall' in error)) {
      process.stderr.write(`testbed: ${error.message}\n`);
      return EXIT.failed;
    }
    throw error;
  }
}

function programOf(ended: (exitCode: ExitCode) => void): Command {
  const program = new Command('testbed')
    .description('Records labelled traffic: real players through real VPNs, in network\nnamespaces of its own (root on Linux).')
    .addHelpText('after', EXAMPLES)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'testbed: ')) })
    .exitOverride();
  program
    .command('record')
    .description('record the conditions of a plan that are not recorded yet')
    .argument('<PLAN.json>', 'a plan, such as "plan" makes')
    .option('-o, --output <folder>', 'where captures, records and manifest.csv go', 'recordings')
    .option('--cores <number>', 'cores that all cells may take together (default: 0.8 of all)', positive)
    .option('--cells <number>', 'so many cells at once, whatever they cost', whole)
    .option('--retries <number>', 'further runs of a condition whose run was rejected', whole, 2)
    .option('--only <pattern>', 'only conditions whose id matches a regular expression', pattern)
    .option('--pcap', 'keep the packets as captured, in pcap.gz, too')
    // What only one command needs is loaded for it.
    .action(async (path, options) => ended(await (await import('./commands/record.ts')).record(path, options)));
  program
    .command('plan')
    .description('draw a plan from ranges; the same seed gives the same plan')
    .argument('<RANGES.json>', 'what to record; see test-data/corpus/ranges.json')
    .option('-o, --output <file>', 'where the plan goes (default: standard output)')
    .option('--seed <number>', "in place of the ranges' own", whole)
    .action(async (path, options) => ended((await import('./commands/plan.ts')).plan(path, options)));
  program
    .command('list')
    .description('show what is recorded, and which runs were rejected, and why')
    .argument('<folder>', 'what "record" wrote into')
    .action(async (folder) => ended((await import('./commands/list.ts')).list(folder)));
  program
    .command('check')
    .description('say what keeps this machine from recording')
    .action(async () => {
      const missing = (await import('./requirements.ts')).missingRequirements();
      process.stdout.write(missing.length === 0 ? 'This machine can record.\n' : missing.map((one) => `${one}\n`).join(''));
      ended(missing.length === 0 ? EXIT.done : EXIT.failed);
    });
  return program;
}

function positive(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && number > 0 && Number.isFinite(number)) return number;
  throw new InvalidArgumentError('expected a number above 0');
}

function whole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number');
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
