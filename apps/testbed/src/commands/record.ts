import { availableParallelism } from 'node:os';
import { cacheFolder } from '../cache-folder.ts';
import { prepareMedia } from '../media/prepare-media.ts';
import { readPlan } from '../plan/plan-file.ts';
import { Progress } from '../record/progress.ts';
import { recordPlan } from '../record/recorder.ts';
import { versions } from '../record/versions.ts';
import { missingRequirements } from '../requirements.ts';
import { TestbedError } from '../testbed-error.ts';
import { EXIT, type ExitCode } from './exit.ts';

export interface RecordCommandOptions {
  readonly output: string;
  readonly cores?: number;
  readonly cells?: number;
  readonly retries: number;
  readonly pcap?: true;
  readonly only?: RegExp;
}

/** Part of the cores that cells may take: the rest is for the recorder and for peaks. */
const SHARE = 0.8;

export async function record(path: string, { output, cores, cells, retries, pcap, only }: RecordCommandOptions): Promise<ExitCode> {
  const whole = readPlan(path);
  const plan = only ? { ...whole, conditions: whole.conditions.filter(({ id }) => only.test(id)) } : whole;
  if (plan.conditions.length === 0) throw new TestbedError(`--only ${only?.source}: found no condition of that name in ${path}`);
  const missing = missingRequirements();
  if (missing.length > 0) throw new TestbedError(missing.join('\ntestbed: '));
  const signal = catchSignals();
  const progress = new Progress(process.stderr);
  try {
    let said = '';
    const media = await prepareMedia(cacheFolder(), (what, done) => {
      signal.throwIfAborted();
      const text = `encoding ${what}: ${10 * Math.floor(10 * done)} %`;
      if (text !== said) progress.say(text);
      said = text;
    });
    const budget = cores ?? SHARE * availableParallelism();
    const options = { output, media, versions: await versions(), budget: cells === undefined ? budget : Infinity, mostCells: cells ?? Infinity, retries, pcap: pcap === true, signal, progress };
    const failed = await recordPlan(plan, options);
    if (signal.aborted) return interrupted(progress, output);
    progress.say(`${output}: ${plan.conditions.length - failed.length} of ${plan.conditions.length} recorded, ${progress.rejections} runs rejected`);
    if (failed.length > 0) progress.say(`given up after ${retries + 1} runs each: ${failed.join(', ')}`);
    return failed.length > 0 ? EXIT.failed : EXIT.done;
  } catch (error) {
    if (signal.aborted && error === signal.reason) return interrupted(progress, output);
    throw error;
  } finally {
    progress.close();
  }
}

function interrupted(progress: Progress, output: string): ExitCode {
  progress.say(`interrupted: what was recorded is in ${output}; the same command records the rest`);
  return EXIT.interrupted;
}

/** The first Ctrl-C, or whatever else tells a program to end, stops the cells; the second ends the program, and the reaper does the rest. */
function catchSignals(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      controller.abort();
    });
  }
  return controller.signal;
}
