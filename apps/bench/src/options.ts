import { parseArgs } from 'node:util';

export interface Options {
  readonly json: boolean;
  readonly quick: boolean;
  readonly help: boolean;
  /** Whether other programs and libraries run beside the twins. */
  readonly peers: boolean;
  /** File for the run as a page; null: none. */
  readonly markdown: string | null;
  /** Null: everything. */
  readonly only: RegExp | null;
}

export const HELP = `Usage: npm run bench -- [options]

Measures kernels and whole jobs: WebAssembly beside the TypeScript twins and
beside other programs and libraries that do such work, in one interleaved run.
Equal results come first: twins that differ are not measured.

Options:
  --quick          fewer repetitions, no peers, and nothing that lasts: done in
                   less than a minute
  --only PATTERN   only benchmarks whose group or name matches a regular
                   expression, upper and lower case alike
  --no-peers       the twins alone; with --quick, --peers brings the others back
  --markdown FILE  write the run as a page too, as docs/performance.md is
  --json           one object for programs instead of the table; times in ms
  -h, --help       print this help

Peers are used where they are installed, and skipped with a word where not:
numpy, scipy, pandas, scikit-learn, onnxruntime (Python), gcc, FFTW,
ml-random-forest, ndpiReader, nfpcapd, argus, tcpdump, tshark. With them a whole
run takes about twenty minutes. TUNNELSCOPE_BENCH_PYTHON names a Python to try
before python3 and /usr/bin/python3.

Examples:
  npm run bench
  npm run bench -- --quick --only welch
  npm run bench -- --quick --peers --only 'binPackets|findPeaks'
  npm run bench -- --json > bench.json
  npm run bench -- --markdown docs/performance.md

Close other programs first; the report says how busy the machine was.
Exit codes: 0 done, 1 failed (also if the twins differ), 2 wrong usage.
`;

/** The command line makes no sense. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function parseOptions(words: readonly string[]): Options {
  const { json, quick, help, peers, only, markdown = null } = parse(words);
  if (markdown === '') throw new UsageError('--markdown: expected the name of a file');
  try {
    return { json, quick, help, peers: peers ?? !quick, markdown, only: only === undefined ? null : new RegExp(only, 'i') };
  } catch (error) {
    throw new UsageError(`--only: expected a regular expression, found ${only} (${(error as Error).message})`);
  }
}

function parse(words: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...words],
      allowNegative: true,
      options: { json: flag, quick: flag, peers: { type: 'boolean' }, help: { ...flag, short: 'h' }, only: { type: 'string' }, markdown: { type: 'string' } },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
