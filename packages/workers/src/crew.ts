import { Worker } from 'node:worker_threads';
import type { WorkersOptions } from './in-workers.ts';
import { Job } from './job.ts';
import type { Answer, Order } from './messages.ts';
import { WorkerError } from './worker-error.ts';

/** With so many items waiting for their turn no further task is begun. */
const MOST_WAITING = 4096;

/** The threads that do some tasks, and what they have done so far. */
export class Crew<Task, Item, Note> {
  readonly #script: URL;
  readonly #tasks: readonly Task[];
  readonly #options: WorkersOptions<Task, Note>;
  /** What each thread does; null: nothing at the moment. */
  readonly #workers = new Map<Worker, Job<Item> | null>();
  /** By index of the task: those begun whose results were not asked for. */
  readonly #jobs = new Map<number, Job<Item>>();
  #begun = 0;
  #turn = 0;
  #waiting = 0;
  #over = false;
  readonly #onInterrupt = () => this.#interrupt();

  constructor(script: URL, tasks: readonly Task[], options: WorkersOptions<Task, Note>) {
    this.#script = script;
    this.#tasks = tasks;
    this.#options = options;
    options.interrupt?.addEventListener('abort', this.#onInterrupt);
    this.#begin();
  }

  /** The results of a task; tasks are asked for in their order. */
  resultsOf(index: number): AsyncIterable<Item> {
    this.#turn = index;
    this.#begin();
    const job = this.#jobs.get(index)!;
    this.#jobs.delete(index);
    return job.items((count) => {
      this.#waiting -= count;
      if (!job.ended) this.#tell(job.worker, { kind: 'taken', count });
      this.#begin();
    });
  }

  /** Ends all threads. */
  async end(): Promise<void> {
    this.#over = true;
    this.#options.interrupt?.removeEventListener('abort', this.#onInterrupt);
    await Promise.all([...this.#workers.keys()].map((worker) => worker.terminate()));
  }

  /** Begins as many tasks as there are threads for. */
  #begin(): void {
    while (!this.#over && this.#begun < this.#tasks.length && this.#waiting < MOST_WAITING) {
      const worker = this.#idle();
      if (worker === null) return;
      const index = this.#begun++;
      const job = new Job<Item>(index, worker);
      this.#workers.set(worker, job);
      this.#jobs.set(index, job);
      this.#tell(worker, { kind: 'task', task: this.#tasks[index]! });
    }
  }

  #idle(): Worker | null {
    for (const [worker, job] of this.#workers) if (job === null) return worker;
    return this.#workers.size < this.#options.threads ? this.#start() : null;
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { workerData: this.#options.data });
    let reason: unknown = null;
    worker.on('message', (answer: Answer<Item, Note>) => this.#hear(worker, answer));
    worker.on('error', (error) => {
      reason = error;
    });
    worker.on('messageerror', (error) => {
      reason = error;
      void worker.terminate();
    });
    worker.on('exit', (code) => {
      const job = this.#workers.get(worker);
      this.#workers.delete(worker);
      if (job == null || this.#over) return;
      const why = reason instanceof Error ? reason.message : `exit code ${code}`;
      const name = this.#options.nameOf(this.#tasks[job.index]!);
      job.end({ error: new WorkerError(`${name}: the thread that worked on it ended: ${why}`, { cause: reason }) });
      this.#begin();
    });
    this.#workers.set(worker, null);
    return worker;
  }

  #tell(worker: Worker, order: Order<Task>): void {
    worker.postMessage(order);
  }

  #hear(worker: Worker, answer: Answer<Item, Note>): void {
    const job = this.#workers.get(worker);
    if (job == null) return;
    if (answer.kind === 'note') {
      this.#options.onNote?.(answer.note, job.index);
    } else if (answer.kind === 'items') {
      this.#waiting += answer.items.length;
      job.add(answer.items);
    } else {
      job.end(answer.kind === 'failed' ? { error: answer.error } : null);
      this.#workers.set(worker, null);
      this.#begin();
    }
  }

  #interrupt(): void {
    this.#begun = this.#tasks.length;
    for (const [worker, job] of this.#workers) {
      if (job?.index === this.#turn) {
        this.#tell(worker, { kind: 'interrupt' });
      } else {
        this.#workers.set(worker, null);
        void worker.terminate();
      }
    }
  }
}
