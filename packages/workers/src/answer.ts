import { parentPort, workerData } from 'node:worker_threads';
import { type Answer, type Order, PIECE, TASK_WINDOW } from './messages.ts';

/** What a task may ask of, and tell to, whoever gave it. */
export interface TaskContext<Note> {
  /** Aborts when the task is to end early: what it yields after that still counts. */
  readonly interrupt: AbortSignal;
  /** Tells something beside the results, such as how far the task is; never waits. */
  note(note: Note): void;
}

/** Does one task: yields its results, which are copied as `structuredClone` does it. Waits at a `yield` while too many are not taken. */
export type Handler<Task, Item, Note> = (task: Task, context: TaskContext<Note>) => AsyncIterable<Item>;

/**
 * Makes this thread a worker of `inWorkers`: called once, by the script that was given to it.
 * @param prepare makes the handler, once, out of the `data` given to `inWorkers`; what it throws, every task throws
 */
export function answerTasks<Data, Task, Item, Note>(prepare: (data: Data) => Promise<Handler<Task, Item, Note>>): void {
  if (parentPort === null) throw new TypeError('answerTasks: expected to be called in a worker thread');
  const port = parentPort;
  const send = (answer: Answer<Item, Note>) => port.postMessage(answer);
  const handler = prepare(workerData as Data);
  // Whoever has a task hears of it.
  handler.catch(() => {});
  let current: Credit | null = null;

  async function work(task: Task, credit: Credit): Promise<void> {
    const gathered = new Gathered<Item>((items) => send({ kind: 'items', items }));
    try {
      const results = (await handler)(task, { interrupt: credit.interrupt.signal, note: (note) => send({ kind: 'note', note }) });
      for await (const item of results) {
        gathered.add(item);
        await credit.spend();
      }
      gathered.flush();
      send({ kind: 'done' });
    } catch (error) {
      gathered.flush();
      send({ kind: 'failed', error });
    }
  }

  port.on('message', (order: Order<Task>) => {
    if (order.kind === 'task') {
      current = new Credit();
      void work(order.task, current);
    } else if (order.kind === 'taken') current?.add(order.count);
    else current?.interrupt.abort();
  });
}

/** How many items one task may still hand out. */
class Credit {
  readonly interrupt = new AbortController();
  #left = TASK_WINDOW;
  #more = () => {};

  add(count: number): void {
    this.#left += count;
    this.#more();
  }

  /** One item less; waits if there is none left. */
  async spend(): Promise<void> {
    this.#left--;
    while (this.#left <= 0) {
      await new Promise<void>((resolve) => {
        this.#more = resolve;
      });
    }
  }
}

/** Items on their way: those of one turn of the event loop go together. */
class Gathered<Item> {
  readonly #send: (items: Item[]) => void;
  #items: Item[] = [];

  constructor(send: (items: Item[]) => void) {
    this.#send = send;
  }

  add(item: Item): void {
    this.#items.push(item);
    if (this.#items.length >= PIECE) this.flush();
    else if (this.#items.length === 1) setImmediate(() => this.flush());
  }

  flush(): void {
    const items = this.#items;
    this.#items = [];
    if (items.length > 0) this.#send(items);
  }
}
