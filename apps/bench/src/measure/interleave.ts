import type { Sample, Subject } from './subject.ts';

/** How long to measure. */
export interface Schedule {
  /** Each subject runs at least this long before anything counts: compilers are done by then. */
  readonly warmUpMs: number;
  /** A sample lasts about this long, so that clocks are fine enough. */
  readonly sampleMs: number;
  /** No round starts after this long, */
  readonly budgetMs: number;
  /** unless there are fewer rounds than this. */
  readonly fewestRounds: number;
  readonly mostRounds: number;
}

/** Samples of each subject, one a round: those of the same round stand at the same place. */
export interface Measured {
  readonly samples: readonly (readonly Sample[])[];
  readonly runsPerSample: number;
}

/**
 * Measures all subjects in turn, round by round, and turns the order round each time (A B, B A, A B, …): whatever the
 * machine does meanwhile meets all of them alike. The fastest subject sets how many runs a sample has, which is the same
 * for all.
 */
export async function interleave(subjects: readonly Subject[], schedule: Schedule): Promise<Measured> {
  const runsPerSample = await warmUp(subjects, schedule);
  const samples: Sample[][] = subjects.map(() => []);
  const order = [...subjects.keys()];
  const start = performance.now();
  for (let round = 0; round < schedule.mostRounds; round++) {
    if (round >= schedule.fewestRounds && performance.now() - start > schedule.budgetMs) break;
    for (const i of order) samples[i]!.push(await subjects[i]!(runsPerSample));
    order.reverse();
  }
  return { samples, runsPerSample };
}

/** @returns the number of runs that makes a sample of the fastest subject long enough */
async function warmUp(subjects: readonly Subject[], { warmUpMs, sampleMs }: Schedule): Promise<number> {
  const start = performance.now();
  for (let runs = 1; ; runs *= 2) {
    let fastest = Infinity;
    for (const subject of subjects) fastest = Math.min(fastest, (await subject(runs)).wallMs);
    if (performance.now() - start >= warmUpMs * subjects.length) return Math.max(1, Math.ceil(sampleMs / fastest));
  }
}
