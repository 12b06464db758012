/** One measurement: means over its runs, and what the last run gave. */
export interface Sample {
  readonly wallMs: number;
  /** User and system time of the whole process: with the threads that compile, collect garbage and read files. */
  readonly cpuMs: number;
  readonly result: unknown;
}

/** Something to measure: does it so many times. */
export type Subject = (runs: number) => Promise<Sample>;

/** Where every result goes, so that no compiler may find that nobody wants it. */
let kept: unknown;

/** A function that computes. Runs follow each other without a break, for jobs that last microseconds. */
export function computing(run: () => unknown): Subject {
  return async (runs) => {
    const clock = startClock();
    for (let i = 0; i < runs; i++) kept = run();
    return { ...clock(runs), result: kept };
  };
}

/** A function that waits for something, files for example. */
export function waiting(run: () => Promise<unknown>): Subject {
  return async (runs) => {
    const clock = startClock();
    for (let i = 0; i < runs; i++) kept = await run();
    return { ...clock(runs), result: kept };
  };
}

function startClock(): (runs: number) => Omit<Sample, 'result'> {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  return (runs) => {
    const wallMs = (performance.now() - before) / runs;
    const { user, system } = process.cpuUsage(cpuBefore);
    return { wallMs, cpuMs: (user + system) / 1000 / runs };
  };
}
