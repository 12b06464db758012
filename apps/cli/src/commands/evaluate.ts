import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../exit.ts';
import type { EvaluateCommandOptions } from '../evaluate/evaluate.ts';
import type { Finish } from './finish.ts';
import { engineOption, modelOption, noColorOption, quietOption, seedOption, trainerOption, trainingJobsOption, treesOption, windowOption } from './options.ts';
import { CLASSIFIERS } from './trainers.ts';

const EXAMPLES = `
Examples:
  tunnelscope evaluate all.csv --by session       hold out each session in turn
  tunnelscope evaluate all.csv                    the bundled model as it is
  tunnelscope evaluate real.csv testbed.csv --by provider --window 30 --json
  tunnelscope evaluate all.csv --by session --resolution second
  tunnelscope evaluate all.csv --by session --where 'provider=twitch'
  tunnelscope evaluate all.csv --by session --classifier svm,knn,extra-trees
  tunnelscope evaluate all.csv --by session --compare seed --json

Counted are windows of the heaviest flow of each capture; an unknown is wrong.
Intervals are 95 %, by bootstrap over pairs where there are pairs, else over
sessions. A capture without a value in the column of --by is a group of its own.

In --json timeToVerdict.undecided is a share of flows, 0 to 1, unlike median and
p95 beside it, which are seconds; trainSeconds is the time to train the parts
for all window lengths, not only for the one that is judged.

--classifier tells live from VOD by each classifier on the same windows: random
ones, as earlier work did, which misleads, and held-out groups. No calibration,
no unknown: the most probable class. --compare seed does so with the features
of that work beside ours, tells live content apart too, and shows what another
provider does to both. Own forests weigh groups as train does; svm, knn and
logistic see standardised features; ml-random-forest gets few rows and trees.

A light client is held out with the player whose timing it follows. --by link
tells links by their round trip and rate. Captures whose column set is final
never train and are judged only if --where names that column:
--where set=final.

--where compares columns of the manifests by = != < <= > >= ~, joined by and,
or, not and brackets; captures that it does not hold for still train.`;

/** Adds `tunnelscope evaluate`. */
export function addEvaluate(program: Command, finish: Finish): void {
  program
    .command('evaluate')
    .summary('measure how good verdicts are on labelled captures')
    .description('Measures how good verdicts are on the captures of manifests: accuracy, F1, calibration, coverage.')
    .argument('<manifest...>', 'lists of labelled captures')
    .addOption(new Option('--by <column>', 'hold the groups of this column out in turn, and train on the others'))
    .addOption(windowOption('length of the windows that are judged').default(60))
    .addOption(new Option('--resolution <name>', 'packet; or second: every capture, packets reduced to per-second rows').choices(['packet', 'second']).default('packet'))
    .addOption(new Option('--where <condition>', 'judge only captures for which it holds: provider=twitch'))
    .addOption(new Option('--part <name>', 'judge only the first window of each capture, or only windows from 30 s on').choices(['start', 'middle']))
    .addOption(trainerOption())
    .addOption(new Option('--classifier <list>', `compare classifiers, by commas: ${CLASSIFIERS.join(',')}`).argParser(classifierList).conflicts('trainer'))
    .addOption(new Option('--compare <features>', 'compare features too: those of earlier work (seed) beside ours').choices(['seed']).conflicts('trainer'))
    .addOption(treesOption())
    .addOption(seedOption())
    .addOption(trainingJobsOption())
    .addOption(modelOption().conflicts('by'))
    .addOption(engineOption())
    .addOption(new Option('--json', 'one JSON object (with --classifier or --compare several, one a line)'))
    .addOption(quietOption())
    .addOption(noColorOption())
    .addHelpText('after', EXAMPLES)
    .action(async (manifests: string[], parsed: EvaluateCommandOptions, command: Command) => {
      const comparing = ['classifier', 'compare'].find((name) => command.getOptionValueSource(name) === 'cli');
      if (comparing !== undefined && parsed.by === undefined) throw new UsageError(`--${comparing} trains, which needs groups to hold out: add --by COLUMN`);
      const training = ['trainer', 'trees'].find((name) => command.getOptionValueSource(name) === 'cli');
      if (training !== undefined && parsed.by === undefined) throw new UsageError(`--${training} trains, which needs groups to hold out: add --by COLUMN`);
      const { evaluateManifests } = await import('../evaluate/evaluate.ts');
      finish(await evaluateManifests(manifests, parsed));
    });
}

function classifierList(text: string): readonly string[] {
  const names = text.split(',');
  const wrong = names.find((name) => !CLASSIFIERS.some((known) => known === name));
  if (wrong !== undefined) throw new InvalidArgumentError(`Expected one or more of ${CLASSIFIERS.join(', ')}, found ${JSON.stringify(wrong)}.`);
  return [...new Set(names)];
}
