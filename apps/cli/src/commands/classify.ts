import { type Command, InvalidArgumentError, Option } from 'commander';
import type { PrefixLengths } from '../classify/by-client.ts';
import type { ClassifyOptions } from '../classify/classify.ts';
import { clientOption, engineOption, followOption, formatByName, jobsOption, modelOption, noColorOption, oneFormat, outputOption, quietOption, wholeNumber, windowOption } from './options.ts';
import { complain } from '../complain.ts';
import { UsageError } from '../exit.ts';
import type { Finish } from './finish.ts';

interface Parsed extends Omit<ClassifyOptions, 'client'> {
  readonly json?: true;
  readonly client?: ClassifyOptions['client'];
}

const EXAMPLES = `
Examples:
  tunnelscope tunnel.pcap                         a table of verdicts
  tunnelscope classify *.pcap.gz --json | jq .verdict
  tunnelscope classify tunnel.pcap --where 'verdict=live and bytesDown>1e6'
  tunnelscope classify tunnel.pcap --where 'not server~10.0.0.0/8'
  tunnelscope classify tunnel.pcap --window 60 -o windows.csv
  tunnelscope classify *.pcap --by-client /24     what each client network saw
  tunnelscope classify growing.pcap --follow --json
  tcpdump -i eth0 -s 96 -U -w - | tunnelscope classify - --json -o now.json
  mergecap -w - piece*.pcap | tunnelscope -       what was cut into pieces, as one

Captures are pcap, pcapng or network-stats CSV, compressed by gzip, zstd or not,
told apart by content; - is standard input. Of that, and of a file that is still
being written (--follow), a line of JSON or CSV comes as soon as its flow has sent
nothing for ten minutes, and the rest with Ctrl-C (or SIGTERM). That ends what
reads a pipe behind it too (| jq): -o FILE keeps all lines, and appears at the
end; > FILE grows as they come.

Several files are judged one by one, the pieces that dumpcap -b writes as well:
join them (mergecap, above). They are read at once, but told of in their order. On a machine that forwards, -i any sees each packet
twice, coming and going: name one interface.

--where compares the fields of --format csv by = != < <= > >= and ~ (an address
in a network, a piece of any other text), joined by and, or, not and brackets;
protocols have names (protocol=UDP).

With --window packets and bytes are those of the window, start and
durationSeconds those of its flow. Windows of less than 5 s, and those that carry
less than 1 kB/s, say nothing alone.

DECIDED (decidedAfterSeconds) is the time from a flow's first packet from which on
its verdict would have been the same, whenever one had asked. A reason's effect is
its share in the log-odds of the verdict: below 0 it speaks against it.`;

/** Adds `tunnelscope classify`, which is also what happens without a command. */
export function addClassify(program: Command, finish: Finish): void {
  program
    .command('classify', { isDefault: true })
    .summary('judge each flow: live, VOD, other or unknown')
    .description('Judges each flow of the captures: live, VOD, other or unknown, with a probability and the reasons. Without a capture it judges two recorded ones that come with the program; in a terminal, and without options about results, the dashboard replays them.')
    .argument('[file...]', 'captures, or - for standard input')
    .addOption(new Option('--format <format>', 'form of the output').choices(['table', 'json', 'csv', 'parquet']).default('table'))
    .addOption(new Option('--json', 'the same as --format json: a line for each flow').implies({ format: 'json' }))
    .addOption(windowOption('judge each window of so many seconds alone, instead of each flow'))
    .addOption(new Option('--top <count>', 'flows that a table shows; 0 for all').argParser(wholeNumber).default(20))
    .addOption(new Option('--where <condition>', 'only what it holds for'))
    .addOption(new Option('--by-client <prefix>', 'bytes and hours of each verdict by client network: /24, or /24,/56 for IPv4 and IPv6').argParser(prefixLengths))
    .addOption(outputOption())
    .addOption(followOption())
    .addOption(jobsOption())
    .addOption(engineOption())
    .addOption(modelOption())
    .addOption(clientOption())
    .addOption(new Option('--mask-addresses', 'names instead of addresses, the same for the same address'))
    .addOption(quietOption())
    .addOption(noColorOption())
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], parsed: Parsed, command: Command) => {
      if (files.length === 0 && process.stdout.isTTY && !asksForResults(command)) {
        const { watchBundled } = await import('../watch/watch.ts');
        const { engine, model, client = [], maskAddresses, quiet } = parsed;
        return finish(await watchBundled({ engine, client, ...(model && { model }), ...(maskAddresses && { maskAddresses }), ...(quiet && { quiet }) }));
      }
      oneFormat(parsed);
      if (parsed.follow && files.length === 0) throw new UsageError('--follow needs a capture to follow');
      const { classify } = await import('../classify/classify.ts');
      if (files.length === 0 && !parsed.quiet) complain('no capture named: judging two that come with it (- reads standard input)');
      const captures = files.length > 0 ? files : (await import('../bundled-captures.ts')).bundledCaptures();
      finish(await classify(captures, { ...formatByName(parsed, command), client: parsed.client ?? [] }));
    });
}

/** Options that the dashboard has too. */
const OF_BOTH = ['engine', 'model', 'client', 'maskAddresses', 'quiet', 'color'];

/** Whether an option says what results should look like: then they are wanted, and not the dashboard. */
function asksForResults(command: Command): boolean {
  return command.options.some((option) => command.getOptionValueSource(option.attributeName()) === 'cli' && !OF_BOTH.includes(option.attributeName()));
}

/** `/24`, `24`, or `/24,/56`: the second is IPv6's, 64 if left out. */
function prefixLengths(text: string): PrefixLengths {
  const found = /^\/?(\d{1,2})(?:,\/?(\d{1,3}))?$/.exec(text);
  const [ipv4, ipv6] = [Number(found?.[1]), Number(found?.[2] ?? 64)];
  if (!found || ipv4 > 32 || ipv6 > 128) throw new InvalidArgumentError('Expected a prefix length such as /24, or one for IPv4 and one for IPv6 such as /24,/56.');
  return { ipv4, ipv6 };
}
