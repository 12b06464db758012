import { meanOf } from '../variation.ts';

/** Runs of silent seconds in a window. */
export interface Silence {
  /** Share of the window in runs of LONG seconds or more. */
  readonly longShare: number;
  /** Seconds. */
  readonly longest: number;
  /** Seconds: the sum of squared runs ÷ the window. */
  readonly timeWeighted: number;
}

const LONG = 4; // s
const SILENT = 0.02; // of the mean second: acknowledgements and keepalives

/** `bytesDown` of each second. A second is silent below 2 % of the mean one; without bytes all are. */
export function measureSilence(bytesDown: Float64Array): Silence {
  const seconds = bytesDown.length;
  if (seconds === 0) return { longShare: 1, longest: 0, timeWeighted: 0 };
  const mean = meanOf(bytesDown);
  let run = 0;
  let long = 0;
  let longest = 0;
  let squares = 0;
  for (let i = 0; i <= seconds; i++) {
    if (i < seconds && (mean === 0 || bytesDown[i]! < SILENT * mean)) {
      run++;
      continue;
    }
    if (run >= LONG) long += run;
    if (run > longest) longest = run;
    squares += run * run;
    run = 0;
  }
  return { longShare: long / seconds, longest, timeWeighted: squares / seconds };
}
