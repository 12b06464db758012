// npm run fuzz -- [--target NAME] [--inputs N | --seconds S] [--seed N] [--jobs N] [--replay FILE]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.ts';
import { findTarget, TARGETS } from './targets.ts';
import { Trial, type TrialFailure } from './trial.ts';

const FAILURES = 'fuzz-failures';
const SECONDS = 60;
const USAGE = `npm run fuzz -- [--target ${TARGETS.map(({ name }) => name).join('|')}] [--inputs N | --seconds S] [--seed N] [--jobs N]
npm run fuzz -- --replay FILE [--target NAME]`;

const OPTIONS = {
  target: { type: 'string' },
  inputs: { type: 'string' },
  seconds: { type: 'string' },
  seed: { type: 'string' },
  jobs: { type: 'string' },
  replay: { type: 'string' },
  help: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function count(values: Values, name: 'inputs' | 'seconds' | 'seed' | 'jobs', without: number): number {
  const text = values[name];
  if (text === undefined) return without;
  if (!/^\d{1,15}$/.test(text)) throw new RangeError(`--${name} ${text}: must be a whole number`);
  return Number(text);
}

/** Writes what failed where --replay finds it. */
function keep(target: string, seed: number, { kind, message, index, bytes }: TrialFailure): void {
  mkdirSync(FAILURES, { recursive: true });
  const path = join(FAILURES, `${target}-${seed}-${index}.bin`);
  writeFileSync(path, bytes);
  console.log(`${target}, input ${index} of seed ${seed}: ${kind}: ${message}\n  again: npm run fuzz -- --replay ${path}`);
}

async function fuzz(values: Values): Promise<boolean> {
  const targets = values.target ? [findTarget(values.target)] : TARGETS;
  const seed = count(values, 'seed', Date.now() % 1_000_000);
  const inputs = count(values, 'inputs', Number.MAX_SAFE_INTEGER);
  const seconds = count(values, 'seconds', values.inputs ? Number.MAX_SAFE_INTEGER : SECONDS * targets.length) / targets.length;
  let failed = 0;
  for (const { name } of targets) {
    const start = performance.now();
    let said = start;
    const { tried, failures } = await runCampaign({
      target: name,
      seed,
      inputs,
      seconds,
      jobs: Math.max(1, count(values, 'jobs', 1)),
      onFailure: (failure) => keep(name, seed, failure),
      onProgress(soFar) {
        if (performance.now() - said < 60_000) return;
        said = performance.now();
        console.log(`${name}: ${soFar} inputs so far`);
      },
    });
    const rate = Math.round(tried / ((performance.now() - start) / 1000));
    console.log(`${name}: ${tried} inputs of seed ${seed}, ${rate} a second, ${failures.length} failures`);
    failed += failures.length;
  }
  return failed === 0;
}

/** The name says target, seed and index; another file needs --target. */
async function replay(path: string, named: string | undefined): Promise<boolean> {
  const [, target = '', seed = '0', index = '0'] = /^(.+)-(\d+)-(\d+)\.bin$/.exec(basename(path)) ?? [];
  const trial = new Trial(() => {}, await findTarget(named ?? target).open(), Number(seed));
  const failure = await trial.replay(readFileSync(path), Number(index));
  console.log(failure ? `${path}: ${failure.kind}: ${failure.message}` : `${path}: nothing wrong`);
  return failure === null;
}

/** Wrong usage, and not a fault of this program. */
function isUsage(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return error instanceof RangeError || code.startsWith('ERR_PARSE_ARGS') || code === 'ENOENT';
}

try {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) console.log(USAGE);
  else process.exitCode = (await (values.replay ? replay(values.replay, values.target) : fuzz(values))) ? 0 : 1;
} catch (error) {
  if (!isUsage(error)) throw error;
  console.error(`fuzz: ${error.message}\n${USAGE}`);
  process.exitCode = 2;
}
