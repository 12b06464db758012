import { type Command, Option } from 'commander';
import type { FeaturesOptions } from '../features/features.ts';
import type { Finish } from './finish.ts';
import { clientOption, engineOption, followOption, formatByName, jobsOption, noColorOption, oneFormat, outputOption, quietOption, windowOption } from './options.ts';

interface Parsed extends Omit<FeaturesOptions, 'client'> {
  readonly json?: true;
  readonly client?: FeaturesOptions['client'];
}

const EXAMPLES = `
Examples:
  tunnelscope features tunnel.pcap -o features.csv
  tunnelscope features *.csv.gz --window 60 --json | jq .features.poll_evidence
  tunnelscope features tunnel.pcap -o features.parquet

Of a whole flow, those of earlier work (valid_packet_rate to peak_0p2Hz_norm)
are measured from its start to its end; all others are means over the windows
that its verdict is made from: its minutes, or the longest of its first 5, 10,
15, 20, 30 and 45 s. What is not defined is null: some features exist at one
resolution only, and a flow shorter than 5 s has few.`;

/** Adds `tunnelscope features`. */
export function addFeatures(program: Command, finish: Finish): void {
  program
    .command('features')
    .summary('print the feature table')
    .description('Prints what is measured on each flow, or on each window of it.')
    .argument('<file...>', 'captures, or - for standard input')
    .addOption(new Option('--format <format>', 'form of the output').choices(['csv', 'json', 'parquet']).default('csv'))
    .addOption(new Option('--json', 'the same as --format json: a line for each flow').implies({ format: 'json' }))
    .addOption(windowOption('measure each window of so many seconds, instead of each flow'))
    .addOption(new Option('--where <condition>', 'only what it holds for'))
    .addOption(outputOption())
    .addOption(followOption())
    .addOption(jobsOption())
    .addOption(engineOption())
    .addOption(clientOption())
    .addOption(new Option('--mask-addresses', 'names instead of addresses, the same for the same address'))
    .addOption(quietOption())
    .addOption(noColorOption())
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], parsed: Parsed, command: Command) => {
      oneFormat(parsed);
      const { features } = await import('../features/features.ts');
      finish(await features(files, { ...formatByName(parsed, command), client: parsed.client ?? [] }));
    });
}
