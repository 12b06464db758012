import { parentPort, workerData } from 'node:worker_threads';
import { PROGRESS_INDEX, PROGRESS_TRIED, type WorkerTask } from '../worker-task.ts';

// Input 3 never ends.
const { first, end, progress } = workerData as WorkerTask;
for (let index = first; index < end; index++) {
  progress[PROGRESS_INDEX] = index;
  while (index === 3);
  progress[PROGRESS_TRIED]!++;
}
parentPort?.postMessage({ kind: 'done' });
