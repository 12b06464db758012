import { type Command, Option } from 'commander';
import { UsageError } from '../exit.ts';
import type { ReportOptions } from '../report/report.ts';
import type { Finish } from './finish.ts';
import { clientOption, engineOption, modelOption, noColorOption, quietOption, seedOption, trainerOption, trainingJobsOption, treesOption, wholeNumber } from './options.ts';

type Parsed = Omit<ReportOptions, 'client'> & { readonly client?: ReportOptions['client'] };

const EXAMPLES = `
Examples:
  tunnelscope report tunnel.pcap -o report.html
  tunnelscope report live.pcap vod.pcap --beside -o beside.html
  tunnelscope report tunnel.pcap --png pictures --flows 1
  tunnelscope evaluate all.csv --by session --json > results.json
  tunnelscope report --evaluation results.json -o evaluation.html
  tunnelscope report --evaluation all.csv --by session,provider \\
      -o evaluation.html --markdown docs/evaluation.md

The page is one file that asks for nothing elsewhere: no scripts, a policy that
forbids all but its own style, light or dark as the reader's system is, and the
numbers behind each picture in a table. Pictures can be had as files too (--svg,
--png): those of the flows that are told in detail.

Captures are read twice, so they must be files. Flows are told by the bytes that
they carry, the heaviest first; pictures show their first 30 minutes.

With --evaluation the files are results of evaluate --json, or manifests. Of
these the groups of each column of --by are held out in turn, at both
resolutions and at 5, 10, 30 and 60 s, which takes minutes; without --by the
model (--model, or the bundled one) is judged as it is. --markdown needs
manifests, names them by their content, and puts its pictures into figures/ beside the document.`;

/** Adds `tunnelscope report`. */
export function addReport(program: Command, finish: Finish): void {
  program
    .command('report')
    .summary('write a page with pictures of captures or evaluations')
    .description('Writes one HTML file about captures, or about how good verdicts are: verdicts, reasons, pictures, and the numbers behind them.')
    .argument('<file...>', 'captures; with --evaluation manifests, or results of evaluate --json')
    .addOption(new Option('-o, --output <file>', 'HTML file to write, or - for standard output'))
    .addOption(new Option('--beside', 'lay the heaviest flows of two captures side by side'))
    .addOption(new Option('--evaluation', 'report on evaluations instead of captures').conflicts('beside'))
    .addOption(new Option('--by <columns>', 'with --evaluation: columns of the manifests whose groups are held out, by commas').argParser((text: string) => text.split(',')))
    .addOption(new Option('--markdown <file>', 'with --evaluation: document to write, with its pictures in figures/ beside it'))
    .addOption(new Option('--svg <folder>', 'write each picture as SVG too'))
    .addOption(new Option('--png <folder>', 'write each picture as PNG too'))
    .addOption(new Option('--flows <count>', "flows of a capture that are told in detail, of those with a hundredth of the heaviest one's bytes").argParser(wholeNumber).default(3))
    .addOption(trainerOption())
    .addOption(treesOption())
    .addOption(seedOption())
    .addOption(trainingJobsOption())
    .addOption(engineOption())
    .addOption(modelOption().conflicts('by'))
    .addOption(clientOption())
    .addOption(new Option('--mask-addresses', 'names instead of addresses, the same for the same address'))
    .addOption(quietOption())
    .addOption(noColorOption())
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], parsed: Parsed) => {
      refuseMisuse(files, parsed);
      const { report } = await import('../report/report.ts');
      finish(await report(files, { ...parsed, client: parsed.client ?? [] }));
    });
}

function refuseMisuse(files: readonly string[], { output, svg, png, markdown, evaluation, by, beside }: Parsed): void {
  if (output === undefined && svg === undefined && png === undefined && markdown === undefined) throw new UsageError('nothing to write: give -o FILE, or a folder for pictures (--svg, --png)');
  if (!evaluation && by !== undefined) throw new UsageError('--by holds groups of manifests out: add --evaluation');
  if (!evaluation && markdown !== undefined) throw new UsageError('--markdown writes about manifests: add --evaluation');
  if (beside && files.length !== 2) throw new UsageError(`--beside lays two captures side by side, found ${files.length}`);
}
