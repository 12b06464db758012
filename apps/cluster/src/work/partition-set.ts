import { balance } from './balance.ts';
import type { CheckpointLimits } from './checkpoint.ts';
import type { ClusterView } from './membership.ts';
import type { PartitionFactory } from './partition-function.ts';
import { type Ending, type PartitionTask, PartitionWorker } from './partition-worker.ts';
import type { ServerParts } from './server-parts.ts';
import type { WorkEvent } from './work-event.ts';
import { addUp, NOTHING_DONE, type WorkSummary } from './work-summary.ts';

export interface PartitionSetOptions {
  readonly parts: ServerParts;
  readonly worker: string;
  readonly create: PartitionFactory;
  readonly settings: string;
  readonly limits: CheckpointLimits;
  readonly tell: (event: WorkEvent) => void;
  /** How many there are. */
  readonly partitions: number;
  /** Only these, and all of them. */
  readonly fixed?: readonly number[] | undefined;
}

/** Looks after which a partition that nobody takes is taken by whoever can, beyond its share: a lease and a look. */
const LEFT_LOOKS = 5;

/** What a worker could not do for a reason that may pass, it tries again after so long: time enough for others. */
const AGAIN = 20_000; // ms

/** The partitions that a worker has. */
export class PartitionSet {
  readonly #options: PartitionSetOptions;
  /** In the order in which they were taken. */
  readonly #workers = new Map<number, PartitionWorker>();
  /** This worker cannot do them before then, by the clock that nobody sets. */
  readonly #givenUp = new Map<number, number>();
  /** Looks in a row that have found a partition free. */
  readonly #freeFor = new Map<number, number>();
  #counts: WorkSummary = NOTHING_DONE;

  constructor(options: PartitionSetOptions) {
    this.#options = options;
  }

  /** Takes and gives what it should. @throws the server's error if it is away */
  async adjust(view: ClusterView): Promise<void> {
    const { partitions, fixed, worker: name } = this.#options;
    const all = fixed ?? Array.from({ length: partitions }, (_, partition) => partition);
    const free = all.filter((partition) => !view.held.has(partition) && !this.#workers.has(partition) && performance.now() >= (this.#givenUp.get(partition) ?? 0));
    if (fixed) return this.#take(free);
    const left = this.#left(free);
    const mine = [...this.#workers].filter(([, worker]) => !worker.stopping).map(([partition]) => partition);
    const { take, give } = balance({ name, workers: view.workers, partitions, mine, free, left });
    for (const partition of give) void this.#workers.get(partition)?.handOver();
    await this.#take(take);
  }

  /** Hands all over. */
  async handOver(): Promise<void> {
    await Promise.all([...this.#workers.values()].map((worker) => worker.handOver()));
  }

  /** Of all partitions that it has had. */
  get counts(): WorkSummary {
    return [...this.#workers.values()].map((worker) => worker.counts).reduce(addUp, this.#counts);
  }

  #left(free: readonly number[]): number[] {
    const before = new Map(this.#freeFor);
    this.#freeFor.clear();
    for (const partition of free) this.#freeFor.set(partition, (before.get(partition) ?? 0) + 1);
    return free.filter((partition) => this.#freeFor.get(partition)! >= LEFT_LOOKS);
  }

  async #take(partitions: readonly number[]): Promise<void> {
    const { tell, worker, parts, partitions: all, create, settings, limits } = this.#options;
    await Promise.all(partitions.map(async (partition) => {
      const task: PartitionTask = { parts, partition, partitions: all, worker, create, settings, limits, tell };
      const taken = await PartitionWorker.take(task);
      if (taken === null) return;
      this.#workers.set(partition, taken);
      tell({ kind: 'took', partition });
      void taken.ended.then((ending) => this.#ended(partition, taken, ending));
    }));
  }

  #ended(partition: number, worker: PartitionWorker, ending: Ending): void {
    this.#workers.delete(partition);
    this.#counts = addUp(this.#counts, worker.counts);
    if (ending.kind === 'given up') this.#givenUp.set(partition, ending.forGood ? Infinity : performance.now() + AGAIN);
    this.#options.tell({ ...ending, partition });
  }
}
