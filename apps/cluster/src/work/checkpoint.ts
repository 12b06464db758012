import { packetsSubject } from '../subjects.ts';
import { OwnershipError } from './ownership-error.ts';
import type { PartitionFunction } from './partition-function.ts';
import { NO_STATE, type PartitionState } from './partition-pointer.ts';
import type { ServerParts } from './server-parts.ts';

/** When a partition's state is stored: as soon as one of these is reached. */
export interface CheckpointLimits {
  readonly messages: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** A crash costs the replay of so much. To store a flow of ten packets a second costs as much as to judge its packets of some 20 s. */
export const DEFAULT_LIMITS: CheckpointLimits = { messages: 2000, bytes: 32e6, seconds: 60 };

const POSTPONED = 5000; // ms

/** What a partition has taken in since its state was last stored, and the storing of it. */
export class Checkpoint {
  readonly #parts: ServerParts;
  readonly #partition: number;
  readonly #owner: string;
  readonly #limits: CheckpointLimits;
  #state: PartitionState;
  #revision: number;
  #messages = 0;
  #bytes = 0;
  #since = performance.now();
  #notBefore = 0;
  /** Stream sequence of the last message of each tap. */
  readonly #taps = new Map<string, number>();
  #sequence: number;

  private constructor(parts: ServerParts, partition: number, owner: string, limits: CheckpointLimits, state: PartitionState, revision: number) {
    this.#parts = parts;
    this.#partition = partition;
    this.#owner = owner;
    this.#limits = limits;
    this.#state = state;
    this.#revision = revision;
    this.#sequence = state.sequence;
  }

  /**
   * Puts an end to the checkpoints of earlier owners: it writes its own name beside the state, so that whoever saw it as it was before
   * can neither move it nor purge messages that are still to be read.
   */
  static async takeOver(parts: ServerParts, partition: number, owner: string, limits: CheckpointLimits): Promise<Checkpoint> {
    for (;;) {
      const found = await parts.pointers.read(partition);
      const state = { ...(found?.state ?? NO_STATE), owner };
      const revision = await parts.pointers.move(partition, state, found?.revision ?? 0);
      if (revision === null) continue;
      const checkpoint = new Checkpoint(parts, partition, owner, limits, state, revision);
      await checkpoint.#sweep();
      return checkpoint;
    }
  }

  /** What was stored last. */
  get state(): PartitionState {
    return this.#state;
  }

  /** A message was taken in, or refused for good. */
  passed(tap: string, sequence: number, bytes: number): void {
    this.#messages++;
    this.#bytes += bytes;
    this.#sequence = sequence;
    this.#taps.set(tap, sequence);
  }

  /** The server does not store it now. */
  postpone(): void {
    this.#notBefore = performance.now() + POSTPONED;
  }

  get due(): boolean {
    if (performance.now() < this.#notBefore) return false;
    const { messages, bytes, seconds } = this.#limits;
    return this.#messages >= messages || this.#bytes >= bytes || (this.#messages > 0 && performance.now() - this.#since >= 1000 * seconds);
  }

  /**
   * Stores the state and lets the server forget, in time, the messages that it stands for; nothing if there were none.
   * @throws OwnershipError if somebody else has taken the partition over; the server's error if it refuses or is away
   */
  async store(work: PartitionFunction, events: number): Promise<void> {
    if (this.#messages === 0) return;
    const [messages, bytes] = [this.#messages, this.#bytes];
    const before = this.#state.object;
    const snapshot = work.snapshot();
    // Of this lease alone: a stale owner's object of the same sequence must not take its place.
    const object = `p${this.#partition}-${this.#sequence}-${this.#owner}`;
    const state = { ...work.summary, owner: this.#owner, object, sequence: this.#sequence, events, bytes: snapshot.length, stored: new Date().toISOString() };
    await this.#parts.snapshots.put(object, snapshot);
    const revision = await this.#parts.pointers.move(this.#partition, state, this.#revision);
    if (revision === null) {
      await this.#parts.snapshots.remove(object);
      throw new OwnershipError(`partition ${this.#partition}: somebody else has stored its state since ${this.#owner} did`);
    }
    this.#state = state;
    this.#revision = revision;
    this.#messages -= messages;
    this.#bytes -= bytes;
    this.#since = performance.now();
    if (before !== null) await this.#parts.snapshots.remove(before);
    this.#purge();
  }

  /** The last message of each tap stays: a tap that begins again learns from it what it has sent. */
  #purge(): void {
    for (const [tap, sequence] of this.#taps) this.#parts.purger.purge(packetsSubject(this.#partition, tap), sequence);
    this.#taps.clear();
  }

  /** Removes what owners left that ended before they could tidy up. */
  async #sweep(): Promise<void> {
    for (const name of await this.#parts.snapshots.list(`p${this.#partition}-`)) {
      if (name !== this.#state.object) await this.#parts.snapshots.remove(name);
    }
  }
}
