import { Command } from 'commander';
import { addBench } from './commands/bench.ts';
import { addClassify } from './commands/classify.ts';
import { addCompletion } from './commands/completion.ts';
import { addConvert } from './commands/convert.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addFeatures } from './commands/features.ts';
import type { Finish } from './commands/finish.ts';
import { addNats } from './commands/nats.ts';
import { addReport } from './commands/report.ts';
import { addSense } from './commands/sense.ts';
import { addServe } from './commands/serve.ts';
import { addTrain } from './commands/train.ts';
import { addWatch } from './commands/watch.ts';
import { addWork } from './commands/work.ts';
import { programVersion } from './program-version.ts';
import { onOneLine } from './text/plain.ts';

const HELP = `
Examples:
  tunnelscope                        two captures that come with the program
  tunnelscope tunnel.pcap            judge one of your own
  sudo tunnelscope watch --interface eth0
                                     what goes through a network now
  tunnelscope help classify          all there is to know about a command

Exit codes: 0 done, 1 unexpected failure, 2 wrong usage, 3 an input, model or
manifest could not be read to its end (what could be read is still reported), or
an output not be written, 130 interrupted, 143 told to end.`;

/** The command line as a whole. Commands load what they need when they run: most of the start-up time is loading. */
export function createProgram(finish: Finish): Command {
  const program = new Command('tunnelscope')
    .description('Tells live video from video on demand in encrypted traffic, from packet times, sizes and directions alone.')
    .usage('[command] [options] [file...]')
    .version(programVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`tunnelscope: ${onOneLine(text.replace(/^error: /, ''))}\n`) })
    .addHelpText('after', HELP);
  addClassify(program, finish);
  addWatch(program, finish);
  addServe(program, finish);
  addSense(program, finish);
  addWork(program, finish);
  addNats(program, finish);
  addFeatures(program, finish);
  addConvert(program, finish);
  addTrain(program, finish);
  addEvaluate(program, finish);
  addReport(program, finish);
  addBench(program, finish);
  addCompletion(program, finish);
  return program;
}
