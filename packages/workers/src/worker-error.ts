/** A worker thread ended in the middle of a task: it ran out of memory, or something ended it. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
}
