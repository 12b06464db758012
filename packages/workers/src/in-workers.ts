import { Crew } from './crew.ts';

export interface WorkersOptions<Task, Note> {
  /** Threads at most. */
  readonly threads: number;
  /** What a task is called in the message about a worker that died of it. */
  nameOf(task: Task): string;
  /** What every worker gets once, as `structuredClone` copies it; typed arrays over a SharedArrayBuffer are shared. */
  readonly data?: unknown;
  /** When it aborts, the task whose turn it is is asked to end early, in good order; all others end at once and have no results. */
  readonly interrupt?: AbortSignal;
  /** Hears what tasks tell beside their results. @param index of the task */
  onNote?(note: Note, index: number): void;
}

/**
 * Does tasks in worker threads and hands out the results of each in the order of the tasks, as soon as they are there.
 * Later tasks are worked on meanwhile, but few of their results wait: 256 of a task, and beyond 4096 in all no further task is begun.
 * A task with one result is a stream of one item. Leaving the iteration early ends all threads.
 * @param script module that calls `answerTasks`
 * @returns a stream of results for each task, to be read to its end before the next one is asked for. It throws what the task
 * threw, as `structuredClone` copies it, or a WorkerError if the thread died
 */
export async function* inWorkers<Task, Item, Note = never>(
  script: URL,
  tasks: readonly Task[],
  options: WorkersOptions<Task, Note>,
): AsyncGenerator<AsyncIterable<Item>, void, undefined> {
  const crew = new Crew<Task, Item, Note>(script, tasks, options);
  try {
    for (let index = 0; index < tasks.length && options.interrupt?.aborted !== true; index++) yield crew.resultsOf(index);
  } finally {
    await crew.end();
  }
}
