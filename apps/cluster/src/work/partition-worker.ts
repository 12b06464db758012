import type { JsMsg } from '@nats-io/jetstream';
import { isAway } from '../nats/api-error.ts';
import { partitionKey, tapOf } from '../subjects.ts';
import { Alone } from './alone.ts';
import { answerQuestions } from './answer-questions.ts';
import type { Checkpoint, CheckpointLimits } from './checkpoint.ts';
import { Lease } from './lease.ts';
import { OwnershipError } from './ownership-error.ts';
import type { PartitionFactory, PartitionFunction } from './partition-function.ts';
import { type PartitionReader, readPartition } from './partition-reader.ts';
import { RefusedMessages } from './refused-messages.ts';
import type { ServerParts } from './server-parts.ts';
import { Standstill } from './standstill.ts';
import { takeOver } from './take-over.ts';
import type { WorkSummary } from './work-summary.ts';

/** How often it is looked whether a checkpoint is due where no messages come. */
const LOOK = 500; // ms

/** How the work on a partition ended. */
export type Ending =
  | { readonly kind: 'handed over' }
  /** It is somebody else's, or soon will be. */
  | { readonly kind: 'lost'; readonly reason: string }
  /** This worker cannot do it, now or ever; another one may. */
  | { readonly kind: 'given up'; readonly reason: string; readonly forGood: boolean };

export interface PartitionTask {
  readonly parts: ServerParts;
  readonly partition: number;
  /** How many there are. */
  readonly partitions: number;
  readonly worker: string;
  readonly create: PartitionFactory;
  /** Model and options that events depend on besides messages. */
  readonly settings: string;
  readonly limits: CheckpointLimits;
  /** A message was refused, the state could not be stored now, or something may be missing. */
  readonly tell: (event: { readonly kind: 'refused' | 'not stored' | 'doubtful' | 'waiting'; readonly partition: number; readonly reason: string }) => void;
}

/** Works on one partition, from taking it over to handing it over. */
export class PartitionWorker {
  readonly ended: Promise<Ending>;
  readonly #task: PartitionTask;
  readonly #lease: Lease;
  readonly #alone = new Alone();
  #reader: PartitionReader | null = null;
  #stopping = false;
  #failure: Error | null = null;
  #messages = 0;
  #events = 0;
  #refusedCount = 0;

  private constructor(task: PartitionTask, lease: Lease) {
    this.#task = task;
    this.#lease = lease;
    lease.ended.addEventListener('abort', () => this.#stop());
    this.ended = this.#work();
  }

  /** @returns null if somebody else has it @throws the server's error if it is away */
  static async take(task: PartitionTask): Promise<PartitionWorker | null> {
    const lease = await Lease.take(task.parts.leases, partitionKey(task.partition), task.worker);
    return lease && new PartitionWorker(task, lease);
  }

  /** Of this worker alone. */
  get counts(): WorkSummary {
    return { messages: this.#messages, events: this.#events, refused: this.#refusedCount };
  }

  /** Stores the state, and frees the partition. */
  handOver(): Promise<Ending> {
    this.#stopping = true;
    this.#stop();
    return this.ended;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  #stop(): void {
    this.#reader?.messages.stop();
  }

  async #work(): Promise<Ending> {
    try {
      return await this.#takeMessages();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (error instanceof OwnershipError || isAway(error)) return { kind: 'lost', reason };
      return { kind: 'given up', reason, forGood: isOfNewerVersion(error) };
    } finally {
      await this.#reader?.close();
      await this.#lease.release();
    }
  }

  async #takeMessages(): Promise<Ending> {
    const { parts, partition, worker, create } = this.#task;
    const owner = `${worker}-${this.#lease.epoch}`;
    const isOurs = () => this.#lease.valid;
    const { checkpoint, publisher, begins } = await takeOver({ ...this.#task, owner, isOurs });
    const { object, sequence, events } = checkpoint.state;
    const refused = await RefusedMessages.open(parts, partition, begins < sequence);
    const work = create(partition, object === null ? null : await parts.snapshots.get(object));
    const reader = await readPartition(parts.client, partition, this.#task.partitions, begins);
    this.#reader = reader;
    let waiting = 0;
    const answering = answerQuestions({ connection: parts.connection, worker, partition, answers: work, waiting: () => waiting, mayAnswer: isOurs });
    let made = events;
    const store = () => this.#store(checkpoint, work, () => made);
    const standstill = new Standstill(work);
    const timer = setInterval(() => void this.#alone.do(async () => {
      if (checkpoint.due) await store();
      const reason = standstill.look();
      if (reason !== null) this.#task.tell({ kind: 'waiting', partition, reason });
    }).catch((error: Error) => {
      this.#failure = error;
      this.#stop();
    }), LOOK);
    const take = async (message: JsMsg) => {
      const lines = await this.#take(work, refused, message);
      await publisher.publish(lines, made);
      made += lines.length;
      this.#events += lines.length;
      checkpoint.passed(tapOf(message.subject), message.seq, message.data.length);
      waiting = message.info.pending;
      if (checkpoint.due) await store();
    };
    try {
      for await (const message of this.#stopping || !this.#lease.valid ? [] : reader.messages) {
        if (this.#stopping || !this.#lease.valid) break;
        await this.#alone.do(() => take(message));
      }
      if (this.#failure) throw this.#failure;
      if (!this.#lease.valid) return { kind: 'lost', reason: String(this.#lease.ended.reason ?? 'not renewed in time') };
      await this.#alone.do(store);
      return this.#stopping ? { kind: 'handed over' } : { kind: 'lost', reason: 'the connection is closed' };
    } catch (error) {
      // What came before the message is good: whoever understands it need not do that again.
      if (isOfNewerVersion(error)) await this.#alone.do(store);
      throw error;
    } finally {
      answering.close();
      clearInterval(timer);
    }
  }

  async #take(work: PartitionFunction, refused: RefusedMessages, message: JsMsg) {
    try {
      this.#messages++;
      return work.take(tapOf(message.subject), message.data);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'MessageError')) throw error;
      const fault = await refused.keep(message, error.message);
      this.#refusedCount++;
      const reason = fault === null ? error.message : `${error.message} (not kept: ${fault})`;
      this.#task.tell({ kind: 'refused', partition: this.#task.partition, reason });
      return [];
    }
  }

  /** What cannot be stored now is stored later, or replayed by the next owner; but not if there is one already. */
  async #store(checkpoint: Checkpoint, work: PartitionFunction, events: () => number): Promise<void> {
    if (!this.#lease.valid) return;
    try {
      await checkpoint.store(work, events());
    } catch (error) {
      if (error instanceof OwnershipError || !(error instanceof Error)) throw error;
      checkpoint.postpone();
      this.#task.tell({ kind: 'not stored', partition: this.#task.partition, reason: error.message });
    }
  }
}

function isOfNewerVersion(error: unknown): boolean {
  return error instanceof Error && error.name === 'VersionError';
}
