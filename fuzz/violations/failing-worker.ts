import { parentPort, workerData } from 'node:worker_threads';
import { PROGRESS_INDEX, PROGRESS_TRIED, type WorkerTask } from '../worker-task.ts';

// Input 2 brings the worker down.
const { first, end, progress } = workerData as WorkerTask;
for (let index = first; index < end; index++) {
  progress[PROGRESS_INDEX] = index;
  if (index === 2) throw new TypeError('input 2');
  progress[PROGRESS_TRIED]!++;
}
parentPort?.postMessage({ kind: 'done' });
