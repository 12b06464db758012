import { parseArgs } from 'node:util';

export interface Options {
  readonly json: boolean;
  readonly quick: boolean;
  readonly help: boolean;
  /** Whether other programs run beside the twins. */
  readonly peers: boolean;
  /** Null: everything. */
  readonly only: RegExp | null;
}

export const HELP = `Usage: npm run bench -- [options]

Measures the WebAssembly kernels beside their TypeScript twins in one
interleaved run, up to a whole classify. Equal results come first: twins that
differ are not measured.

Options:
  --quick         fewer repetitions, and nothing that lasts: done in less than
                  a minute
  --only PATTERN  only benchmarks whose group or name matches a regular
                  expression, upper and lower case alike
  --peers         beside whole processes run other programs that do such work,
                  those of ndpiReader, tcpdump and tshark that are installed:
                  takes many minutes
  --json          one object for programs instead of the table; times in ms
  -h, --help      print this help

Examples:
  npm run bench
  npm run bench -- --quick --only welch
  npm run bench -- --json > bench.json
  npm run bench -- --peers --only 'whole process, .*pcap$'

Close other programs first; the report says how busy the machine was.
Exit codes: 0 done, 1 failed (also if the twins differ), 2 wrong usage.
`;

/** The command line makes no sense. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function parseOptions(words: readonly string[]): Options {
  const { json, quick, help, peers, only } = parse(words);
  try {
    return { json, quick, help, peers, only: only === undefined ? null : new RegExp(only, 'i') };
  } catch (error) {
    throw new UsageError(`--only: expected a regular expression, found ${only} (${(error as Error).message})`);
  }
}

function parse(words: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...words],
      options: { json: flag, quick: flag, peers: flag, help: { ...flag, short: 'h' }, only: { type: 'string' } },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
