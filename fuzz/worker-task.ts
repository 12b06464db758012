import type { TrialFailure } from './trial.ts';

/** What a worker is started with. */
export interface WorkerTask {
  readonly target: string;
  readonly seed: number;
  /** Tries inputs first, first + step, first + 2 · step, … below `end`, until a time in epoch ms. */
  readonly first: number;
  readonly step: number;
  readonly end: number;
  readonly until: number;
  /** Written by the worker: PROGRESS_…, so that whoever started it sees where it hangs. */
  readonly progress: Float64Array<SharedArrayBuffer>;
}

export const PROGRESS_INDEX = 0;
export const PROGRESS_TICKS = 1;
export const PROGRESS_TRIED = 2;

export type WorkerMessage = { readonly kind: 'failure'; readonly failure: TrialFailure } | { readonly kind: 'done' };
