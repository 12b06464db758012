/** Share of the flags (0 or 1, one a second) that stand in unbroken runs of at least `least` ones; 1 for no flags. */
export function shareInRuns(flags: Uint8Array, least: number): number {
  let inRuns = 0;
  for (let i = 0, run = 0; i <= flags.length; i++) {
    if (flags[i] === 1) {
      run++;
      continue;
    }
    if (run >= least) inRuns += run;
    run = 0;
  }
  return flags.length === 0 ? 1 : inRuns / flags.length;
}
