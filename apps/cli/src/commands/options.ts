import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../exit.ts';
import { TRAINERS } from './trainers.ts';
import { type Network, parseNetwork } from '../where/network.ts';

/** Options that several commands have, spelt and described once. */

export const engineOption = () =>
  new Option('--engine <name>', 'twin of the kernels that computes; both give the same results').choices(['wasm', 'typescript']).default('wasm');

export const modelOption = () => new Option('--model <file>', 'model to judge with, instead of the bundled one');

export const windowOption = (description: string) => new Option('--window <seconds>', description).argParser(wholeSeconds);

export const outputOption = () => new Option('-o, --output <file>', 'file to write the results to, instead of standard output; without --format its name tells the form (.csv, .json, .ndjson, .parquet)');

export const followOption = () => new Option('--follow', 'the capture is still being written: wait for more of it, until Ctrl-C');

export const jobsOption = () =>
  new Option('--jobs <count>', 'captures that are read at once; as many as there are cores, if left out').argParser(oneOrMore);

export const trainingJobsOption = () =>
  new Option('--jobs <count>', 'threads that read captures and train').argParser(oneOrMore).default(availableParallelism(), 'one for each core');

export const quietOption = () => new Option('--quiet', 'no progress bar and no warnings on standard error');

/** The launcher looks at it before anything is loaded. */
export const noColorOption = () => new Option('--no-color', 'no colours (as NO_COLOR does)');

export const seedOption = () => new Option('--seed <number>', 'seed: the same one gives the same result').argParser(wholeNumber).default(1);

export const trainerOption = () => new Option('--trainer <name>', 'how forests are grown').choices(TRAINERS).default('extra-trees');

export const treesOption = () => new Option('--trees <count>', 'trees in each forest').argParser(oneOrMore).default(200);

export const clientOption = () =>
  new Option('--client <cidr>', 'network that clients are in, instead of telling by the traffic; may be repeated')
    .argParser((text: string, earlier: readonly Network[] = []) => {
      const network = parseNetwork(text);
      if (!network) throw new InvalidArgumentError('Expected an address or a network such as 10.0.0.0/8.');
      return [...earlier, network];
    });

function wholeSeconds(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('Expected a whole number of seconds, 1 or more.');
  return number;
}

function oneOrMore(text: string): number {
  const count = wholeNumber(text);
  if (count === 0) throw new InvalidArgumentError('Expected at least 1.');
  return count;
}

export function wholeNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('Expected a whole number, 0 or more.');
  return number;
}

/** `1`, `10x` or `max`, as a number. */
export function speedFactor(text: string): number {
  const factor = /^(max|∞)$/.test(text) ? Infinity : Number(text.replace(/[x×]$/, ''));
  if (text.trim() === '' || !(factor > 0)) throw new InvalidArgumentError('Expected a number above 0 such as 1 or 10, or max.');
  return factor;
}

const FORMAT_OF_ENDING: Readonly<Record<string, string>> = { '.csv': 'csv', '.json': 'json', '.ndjson': 'json', '.parquet': 'parquet' };

/** The options with the form that the output's name tells, where neither --format nor --json does. */
export function formatByName<Options extends { readonly output?: string }>(options: Options, command: Command): Options {
  if (options.output === undefined || command.getOptionValueSource('format') !== 'default') return options;
  const format = FORMAT_OF_ENDING[extname(options.output).toLowerCase()];
  return format === undefined ? options : { ...options, format };
}

/** @throws UsageError where --json and --format ask for different forms */
export function oneFormat({ json, format }: { readonly json?: true; readonly format: string }): void {
  if (json && format !== 'json') throw new UsageError(`--json means --format json, found --format ${format} beside it: leave one of them out`);
}

/** A number above 0. Timers take no more than 2³¹ ms. */
export function positive(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number > 0 && number <= 1e6)) throw new InvalidArgumentError('Expected a number above 0, at most 1000000.');
  return number;
}
