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
  /** Told now and then how many inputs were tried so far. */
  onProgress?(tried: number): void;
  onFailure?(failure: TrialFailure): void;
}

/** An input that takes longer than this many ms hangs: the longest ones take a few. */
const PATIENCE = 30_000;
const WATCH = 1000;

/** Tries inputs in workers, which are watched from outside. @returns how many were tried, and those that failed */
export async function runCampaign(campaign: Campaign): Promise<{ tried: number; failures: TrialFailure[] }> {
  const { target, seed, inputs, seconds, jobs } = campaign;
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
    await Promise.all(progress.map((numbers, job) => runJob({ target, seed, first: job, step: jobs, end: inputs, until, progress: numbers }, fail)));
  } finally {
    clearInterval(timer);
  }
  return { tried: tried(), failures };
}

/** Goes on behind an input that hangs or brings the worker down. */
async function runJob(task: WorkerTask, fail: (failure: TrialFailure) => void): Promise<void> {
  for (let first = task.first; first < task.end; ) {
    const end = await runWorker({ ...task, first }, fail);
    if (end === 'done') return;
    const index = task.progress[PROGRESS_INDEX]!;
    fail({ kind: end.kind, message: end.message, index, bytes: remake(task, index) });
    first = index + task.step;
  }
}

type Ending = 'done' | { readonly kind: TrialFailure['kind']; readonly message: string };

function runWorker(task: WorkerTask, fail: (failure: TrialFailure) => void): Promise<Ending> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
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
      waited = task.progress[PROGRESS_TICKS] === ticks ? waited + WATCH : 0;
      ticks = task.progress[PROGRESS_TICKS]!;
      if (waited >= PATIENCE) end({ kind: 'hangs', message: `no answer for ${PATIENCE / 1000} s` });
    }, WATCH);
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
