import { extname } from 'node:path';
import { inWorkers } from '@tunnelscope/workers/in-workers';

export interface ResultOptions<Task, Result> {
  /** Threads; with one, nothing is done before it is asked for, and no thread is started. */
  readonly jobs: number;
  /** What every thread gets once. */
  readonly data: unknown;
  /** What a task is called in the message about a thread that died of it. */
  nameOf(task: Task): string;
  /** What the threads' module does, in this thread. */
  here(task: Task): Promise<Result>;
}

/**
 * Results of tasks, in their order.
 * @param module file beside this one, without its ending, that calls `answerTasks`
 * @returns one result a task; it throws what the task threw, from a thread as `structuredClone` copies it
 */
export async function* resultsInOrder<Task, Result>(module: string, tasks: readonly Task[], { jobs, data, nameOf, here }: ResultOptions<Task, Result>): AsyncGenerator<Result, void, undefined> {
  if (Math.min(jobs, tasks.length) <= 1) {
    for (const task of tasks) yield await here(task);
    return;
  }
  // In tests this is run from source.
  const script = new URL(`./${module}${extname(import.meta.url)}`, import.meta.url);
  for await (const results of inWorkers<Task, Result>(script, tasks, { threads: Math.min(jobs, tasks.length), data, nameOf })) yield* results;
}
