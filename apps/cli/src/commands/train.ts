import { type Command, Option } from 'commander';
import type { TrainOptions } from '../train/train.ts';
import type { Finish } from './finish.ts';
import { engineOption, noColorOption, quietOption, seedOption, trainerOption, trainingJobsOption, treesOption } from './options.ts';

const EXAMPLES = `
Examples:
  tunnelscope train manifest.csv -o my.model
  tunnelscope train mine.csv theirs.csv -o both.model --seed 7
  tunnelscope classify tunnel.pcap --model my.model

A manifest is a CSV file with a header: file (relative to the manifest, or to
captures/ beside it), label (live, vod, call, audio, browse, idle) and any
columns that say what belongs together: session, provider, collector, pair …`;

/** Adds `tunnelscope train`. */
export function addTrain(program: Command, finish: Finish): void {
  program
    .command('train')
    .summary('train a model on labelled captures')
    .description('Trains and calibrates a model on the captures of manifests.')
    .argument('<manifest...>', 'lists of labelled captures')
    .addOption(new Option('-o, --output <model>', 'file to write the model to').makeOptionMandatory())
    .addOption(new Option('--name <name>', 'name of the model (default: that of its file)'))
    .addOption(
      new Option('--card-by <columns>', 'cross-validate by these columns and put the figures into the card (takes minutes)').argParser((text: string) => text.split(',')),
    )
    .addOption(new Option('--card-note <file>', 'Markdown on where the data come from, for the card'))
    .addOption(trainerOption())
    .addOption(treesOption())
    .addOption(seedOption())
    .addOption(trainingJobsOption())
    .addOption(engineOption())
    .addOption(new Option('--json', 'what was trained, as JSON'))
    .addOption(quietOption())
    .addOption(noColorOption())
    .addHelpText('after', EXAMPLES)
    .action(async (manifests: string[], parsed: TrainOptions) => {
      const { train } = await import('../train/train.ts');
      finish(await train(manifests, parsed));
    });
}
