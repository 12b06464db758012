import { parentPort, workerData } from 'node:worker_threads';
import { sortOf } from './failure.ts';
import { findTarget } from './targets.ts';
import { Trial } from './trial.ts';
import { PROGRESS_INDEX, PROGRESS_TICKS, PROGRESS_TRIED, type WorkerMessage, type WorkerTask } from './worker-task.ts';

/** The process with all that it reads and keeps stays far below. */
const MOST_RESIDENT = 1.5 * 2 ** 30;
const MOST_FAILURES = 8;
const PAUSE = 512;

async function work(task: WorkerTask, say: (message: WorkerMessage) => void): Promise<void> {
  const { progress } = task;
  const target = findTarget(task.target);
  // A trace costs more than an input, and errors are what many inputs end in.
  Error.stackTraceLimit = 0;
  const trial = new Trial(target.prepare(), await target.open(), task.seed);
  const seen = new Set<string>();
  const alive = () => {
    progress[PROGRESS_TICKS]!++;
  };
  for (let index = task.first; index < task.end; index += task.step) {
    progress[PROGRESS_INDEX] = index;
    alive();
    const failure = await trial.try(index);
    progress[PROGRESS_TRIED]!++;
    if (failure) {
      // The same fault in other numbers is not worth a second file.
      const sort = sortOf(failure);
      if (!seen.has(sort)) say({ kind: 'failure', failure: await trial.minimise(failure, alive) });
      seen.add(sort);
      if (seen.size >= MOST_FAILURES) break;
    }
    if (progress[PROGRESS_TRIED]! % PAUSE === 0) {
      if (Date.now() >= task.until) break;
      const resident = process.memoryUsage.rss();
      if (resident > MOST_RESIDENT) {
        say({ kind: 'failure', failure: { kind: 'memory', message: `${Math.round(resident / 2 ** 20)} MiB are used`, index, bytes: trial.bytesOf(index) } });
        break;
      }
    }
  }
  say({ kind: 'done' });
}

await work(workerData as WorkerTask, (message) => parentPort?.postMessage(message));
