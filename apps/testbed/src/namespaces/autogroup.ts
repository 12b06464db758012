import { writeFileSync } from 'node:fs';

/**
 * Gives a whole session its weight. Linux shares a processor between sessions first where `sched_autogroup_enabled` is 1
 * (sched(7), "The autogroup feature"): a program's nice value then counts within its own session alone, and ours has one of its own.
 */
export function setSessionNice(pid: number, nice: number): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(nice));
  } catch {
    // A kernel without autogroups goes by the program's own value; or it has ended already.
  }
}
