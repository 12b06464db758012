import type { Sample, Subject } from './subject.ts';

/** How long to measure. */
export interface Schedule {
  /** Each subject runs at least this long before anything counts: compilers are done by then. */
  readonly warmUpMs: number;
  /** A sample lasts about this long, so that clocks are fine enough. */
  readonly sampleMs: number;
  /** No round starts once our subjects took this long, */
  readonly budgetMs: number;
  /** unless there are fewer rounds than this. A guest that took its own share of time leaves, after at least three rounds. */
  readonly fewestRounds: number;
  readonly mostRounds: number;
}

/** Somebody else's subject, of whatever speed: it has a number of runs of its own, and need not stay for all rounds. */
export interface Guest {
  readonly subject: Subject;
  /** Whole processes need none. */
  readonly warmUp: boolean;
}

/** Samples of each subject, one a round: those of the same round stand at the same place. */
export interface Measured {
  readonly samples: readonly (readonly Sample[])[];
  readonly runsPerSample: number;
  /** Of each guest, from the first round on. */
  readonly guests: readonly (readonly Sample[])[];
}

const FEWEST_GUEST_ROUNDS = 3;

/**
 * Measures all subjects in turn, round by round, and turns the order round each time (A B, B A, A B, …): whatever the
 * machine does meanwhile meets all of them alike. The fastest of ours sets how many runs a sample has, which is the same
 * for all of ours.
 */
export async function interleave(subjects: readonly Subject[], schedule: Schedule, guests: readonly Guest[] = []): Promise<Measured> {
  const runsPerSample = await warmUp(subjects, schedule);
  const guestRuns: number[] = [];
  for (const { subject, warmUp: wanted } of guests) guestRuns.push(wanted ? await warmUp([subject], { ...schedule, warmUpMs: schedule.warmUpMs / 4 }) : 1);
  const entries = [...subjects.map((subject) => ({ subject, runs: runsPerSample })), ...guests.map(({ subject }, i) => ({ subject, runs: guestRuns[i]! }))];
  const samples: Sample[][] = entries.map(() => []);
  const taken = entries.map(() => 0);
  const order = [...entries.keys()];
  const isOurs = (i: number) => i < subjects.length;
  const spent = () => taken.reduce((sum, ms, i) => sum + (isOurs(i) ? ms : 0), 0);
  for (let round = 0; round < schedule.mostRounds; round++) {
    if (round >= schedule.fewestRounds && spent() > schedule.budgetMs) break;
    for (const i of order) {
      if (!isOurs(i) && round >= FEWEST_GUEST_ROUNDS && taken[i]! > schedule.budgetMs / 2) continue;
      const { subject, runs } = entries[i]!;
      const start = performance.now();
      samples[i]!.push(await subject(runs));
      taken[i]! += performance.now() - start;
    }
    order.reverse();
  }
  return { samples: samples.slice(0, subjects.length), runsPerSample, guests: samples.slice(subjects.length) };
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
