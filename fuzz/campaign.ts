import { Worker } from 'node:worker_threads';
import { FuzzInput } from './input.ts';
import { Random } from './random.ts';
import { findTarget } from './targets.ts';
import type { TrialFailure } from './trial.ts';
import { PROGRESS_INDEX, PROGRESS_TICKS, PROGRESS_TRIED, type WorkerMessage, type WorkerTask } from './worker-task.ts';

export interface Campaign {
  readonly target: string;
  readonly seed: number;
  /** Ends after so many inputs, or so many seconds. */
  readonly inputs: number;
  readonly seconds: number;
  /** Inputs tried at once. */
  readonly jobs: number;
  /** An input that takes longer than so many ms hangs; the longest ones take a few. */
  readonly patience?: number;
  /** What tries inputs, if not worker.ts. */
  readonly worker?: URL;
  /** Told now and then how many inputs were tried so far. */
  onProgress?(tried: number): void;
  onFailure?(failure: TrialFailure): void;
}

const PATIENCE = 30_000;
const WATCH = 1000;

/** Tries inputs in workers, which are watched from outside. @returns how many were tried, and those that failed */
export async function runCampaign(campaign: Campaign): Promise<{ tried: number; failures: TrialFailure[] }> {
  const { target, seed, inputs, seconds, jobs, patience = PATIENCE, worker = new URL('./worker.ts', import.meta.url) } = campaign;
  findTarget(target);
  const failures: TrialFailure[] = [];
  const until = Date.now() + 1000 * seconds;
  const progress = Array.from({ length: jobs }, () => new Float64Array(new SharedArrayBuffer(24)));
  const tried = () => progress.reduce((sum, numbers) => sum + numbers[PROGRESS_TRIED]!, 0);
  const fail = (failure: TrialFailure) => {
    failures.push(failure);
    campaign.onFailure?.(failure);
  };
  const timer = setInterval(() => campaign.onProgress?.(tried()), WATCH);
  try {
    await Promise.all(progress.map((numbers, job) => runJob({ target, seed, first: job, step: jobs, end: inputs, until, progress: numbers }, { worker, patience, fail })));
  } finally {
    clearInterval(timer);
  }
  return { tried: tried(), failures };
}

/** Goes on behind an input that hangs or brings the worker down. */
async function runJob(task: WorkerTask, watch: Watch): Promise<void> {
  for (let first = task.first; first < task.end; ) {
    const end = await runWorker({ ...task, first }, watch);
    if (end === 'done') return;
    const index = task.progress[PROGRESS_INDEX]!;
    watch.fail({ kind: end.kind, message: end.message, index, bytes: remake(task, index) });
    first = index + task.step;
  }
}

interface Watch {
  readonly worker: URL;
  readonly patience: number;
  readonly fail: (failure: TrialFailure) => void;
}

type Ending = 'done' | { readonly kind: TrialFailure['kind']; readonly message: string };

function runWorker(task: WorkerTask, { worker: url, patience, fail }: Watch): Promise<Ending> {
  return new Promise((resolve) => {
    const worker = new Worker(url, { workerData: task });
    let ticks = -1;
    let waited = 0;
    let ended = false;
    const end = (ending: Ending) => {
      // A worker that is done, or stopped, exits besides.
      if (ended) return;
      ended = true;
      clearInterval(timer);
      void worker.terminate().then(() => resolve(ending));
    };
    const timer = setInterval(() => {
      waited = task.progress[PROGRESS_TICKS] === ticks ? waited + Math.min(WATCH, patience) : 0;
      ticks = task.progress[PROGRESS_TICKS]!;
      if (waited >= patience) end({ kind: 'hangs', message: `no answer for ${patience / 1000} s` });
    }, Math.min(WATCH, patience));
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'failure') fail(message.failure);
      else end('done');
    });
    worker.on('error', (error) => end({ kind: 'throws', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }));
    worker.on('exit', (exitCode) => end({ kind: 'throws', message: `the worker ended with exit code ${exitCode}` }));
  });
}

function remake(task: WorkerTask, index: number): Uint8Array {
  const input = new FuzzInput();
  const random = new Random();
  random.start(task.seed, index);
  findTarget(task.target).prepare()(input, random);
  return input.toBytes();
}
