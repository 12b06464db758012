import { readFileSync } from 'node:fs';

const TICKS = 100; // a second: USER_HZ of Linux

/** @returns seconds of processor time, user and system, that a process and its threads have taken; null if it is gone */
export function processorTime(pid: number): number | null {
  try {
    // The name in brackets may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return null;
  }
}

/** Looks every few ms how much a process that ends by itself has taken. @returns what it had when it was last seen, to be asked when it has ended */
export function watchedProcessorTime(pid: number): () => number {
  let seconds = 0;
  const look = () => {
    seconds = processorTime(pid) ?? seconds;
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    return seconds;
  };
}
