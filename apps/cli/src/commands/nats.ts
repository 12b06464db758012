import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../exit.ts';
import type { NatsCommandOptions } from '../nats/nats-command.ts';
import type { Finish } from './finish.ts';
import { addNatsOptions } from './nats-options.ts';
import { positive, wholeNumber } from './options.ts';
import { tapName } from './sense.ts';

const EXAMPLES = `
Examples:
  tunnelscope nats init
  tunnelscope nats init --partitions 64 --max-size 20 --replicas 3
  tunnelscope nats status
  tunnelscope nats forget lobby
  tunnelscope nats status --json | jq '.partitions[] | select(.owner == null)'

init makes a NATS server with JetStream ready for taps (sense) and workers
(work): streams, buckets and the object store. What is there already stays as it
is, so a second run changes nothing. The number of partitions decides where flows
go and cannot be changed later: no more workers than that can share the flows.
When packets take --max-size the server refuses more, and taps wait or drop.

status shows who works on which partition, and lag: the messages since the last
snapshot of its flows, which a new owner would have to take in.

forget ends a tap that does so itself no more, as one that was stopped amid its
file: others that read files wait for it, until it goes on or is forgotten.`;

const MAKING = ['partitions', 'maxSize', 'replicas', 'storage', 'lease'];
/** Options that make no sense with an action. */
const NOT_FOR: Readonly<Record<'init' | 'status' | 'forget', readonly string[]>> = { init: ['json'], status: MAKING, forget: [...MAKING, 'json'] };

/** Adds `tunnelscope nats`. */
export function addNats(program: Command, finish: Finish): void {
  const command = program
    .command('nats')
    .summary('make a NATS server ready for taps and workers, or look how they are')
    .description('For more traffic than one machine can follow: makes a NATS server ready for taps (sense) and workers (work), or shows how they are.')
    .addArgument(new Argument('<action>', 'what to do').choices(['init', 'status', 'forget']))
    .addArgument(new Argument('[tap]', 'forget: name of the tap').argParser(tapName));
  addNatsOptions(command)
    .addOption(new Option('--partitions <number>', 'init: into how many parts flows are shared out (default: 32, or what there is)').argParser(from(1, 256)))
    .addOption(new Option('--max-size <gigabytes>', 'init: what packets may take (default: 4)').argParser(positive))
    .addOption(new Option('--replicas <number>', 'init: servers that hold each message, 1 to 5 (default: 1)').argParser(from(1, 5)))
    .addOption(new Option('--storage <kind>', 'init: where messages are kept (default: file)').choices(['file', 'memory']))
    .addOption(new Option('--lease <seconds>', 'init: after which what a worker had that says no more is taken by others, from 0.5 (default: 5)').argParser(leaseTime))
    .addOption(new Option('--json', 'status: as JSON'))
    .addHelpText('after', EXAMPLES)
    .action(async (action: keyof typeof NOT_FOR, tap: string | undefined, options: NatsCommandOptions) => {
      const wrong = Object.keys(options).find((name) => NOT_FOR[action].includes(name));
      if (wrong !== undefined) throw new UsageError(`${command.options.find((option) => option.attributeName() === wrong)!.long} is not for nats ${action}`);
      if ((tap !== undefined) !== (action === 'forget')) throw new UsageError(tap === undefined ? 'nats forget: which tap? give its name' : `nats ${action} ${tap}: expected nothing behind ${action}`);
      const { forget, initServer, showStatus } = await import('../nats/nats-command.ts');
      finish(await (action === 'init' ? initServer(options) : action === 'status' ? showStatus(options) : forget(tap!, options)));
    });
}

function from(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = wholeNumber(text);
    if (number < least || number > most) throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
    return number;
  };
}

function leaseTime(text: string): number {
  const seconds = Number(text);
  // Renewed three times in it, over a network: less would be lost for nothing. A server takes no shorter time to live than 0.1 s.
  if (text.trim() === '' || !(seconds >= 0.5 && seconds <= 3600)) throw new InvalidArgumentError('Expected 0.5 to 3600 seconds.');
  return seconds;
}
