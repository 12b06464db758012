import { type Command, InvalidArgumentError, Option } from 'commander';
import type { WorkCommandOptions } from '../work/work-command.ts';
import type { Finish } from './finish.ts';
import { addNatsOptions } from './nats-options.ts';
import { clientOption, engineOption, modelOption, positive, quietOption } from './options.ts';

const EXAMPLES = `
Examples:
  tunnelscope work --nats nats://10.0.0.5:4222
  tunnelscope work --name worker-1 --creds worker.creds
  tunnelscope work --partitions 0-7,12
  tunnelscope work --json | jq .events

A worker takes a fair share of the partitions that tunnelscope nats init has made,
judges their flows, and publishes what happens to them. Any number may run, one
for each core; they find each other through the server, and share anew when one
comes, ends or dies. No event is lost or comes twice.

SIGTERM and Ctrl-C end it once all it has is handed over. What it cannot do, as
messages of a newer version, it leaves to other workers. A message that makes no
sense is kept aside and counted: tunnelscope nats status.

Give all workers the same --model, --client, --idle and --memory: what a worker
has judged in the last minute when it dies, another one judges again, and one with
other settings leaves that to those that have them for as long as there are any.

With --partitions it works on these and no others, whoever else is there.`;

/** Adds `tunnelscope work`. */
export function addWork(program: Command, finish: Finish): void {
  const command = program
    .command('work')
    .summary('judge the flows of taps elsewhere, together with other workers')
    .description('Judges the flows that taps (sense) publish to a NATS server, as one of many workers on any number of machines.');
  addNatsOptions(command)
    .addOption(new Option('--name <name>', 'of this worker, no other one may have it (default: host name and process number)').env('TUNNELSCOPE_WORKER').argParser(workerName))
    .addOption(new Option('--partitions <list>', 'only these, such as 0-7,12, instead of a fair share').argParser(partitionList))
    .addOption(clientOption())
    .addOption(engineOption())
    .addOption(modelOption())
    .addOption(new Option('--idle <seconds>', 'forget flows that were silent for so long').env('TUNNELSCOPE_IDLE').argParser(positive).default(120))
    .addOption(new Option('--memory <megabytes>', 'what the flows of each partition may take').env('TUNNELSCOPE_MEMORY').argParser(positive).default(256))
    .addOption(new Option('--json', 'what it has done, as a line of JSON on standard output at the end'))
    .addOption(quietOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: Omit<WorkCommandOptions, 'client'> & Partial<Pick<WorkCommandOptions, 'client'>>) => {
      const { workUntilTold } = await import('../work/work-command.ts');
      finish(await workUntilTold({ ...options, client: options.client ?? [] }));
    });
}

function workerName(text: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(text)) throw new InvalidArgumentError('Expected 1 to 64 letters, digits, - and _.');
  return text;
}

function partitionList(text: string): number[] {
  const all = text.split(',').flatMap((piece) => {
    const [, first, last = first] = /^\s*(\d{1,3})(?:-(\d{1,3}))?\s*$/.exec(piece) ?? [];
    if (first === undefined || Number(last) < Number(first)) throw new InvalidArgumentError('Expected partitions and ranges of them such as 0-7,12.');
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i);
  });
  return [...new Set(all)].sort((a, b) => a - b);
}
