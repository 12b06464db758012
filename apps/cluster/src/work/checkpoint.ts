import { packetsSubject } from '../subjects.ts';
import { OwnershipError } from './ownership-error.ts';
import type { PartitionFunction } from './partition-function.ts';
import { NO_STATE, type PartitionState, type StateBasis } from './partition-pointer.ts';
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

export interface Takeover {
  readonly parts: ServerParts;
  readonly partition: number;
  /** Worker and lease. */
  readonly owner: string;
  readonly limits: CheckpointLimits;
  readonly basis: StateBasis;
  /** Stream sequence of the last message of all. */
  readonly last: number;
}

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
  /** What states that are stored from now on stand on. */
  readonly #basis: StateBasis;
  /** Stream sequence of the last message of each tap. */
  readonly #taps = new Map<string, number>();
  #sequence: number;
  readonly #begins: number;

  private constructor({ parts, partition, owner, limits, basis, last }: Takeover, state: PartitionState, revision: number) {
    this.#parts = parts;
    this.#basis = basis;
    this.#partition = partition;
    this.#owner = owner;
    this.#limits = limits;
    this.#state = state;
    this.#revision = revision;
    const isOfAnotherStream = state.stream !== null && state.stream !== basis.stream;
    this.#begins = isOfAnotherStream ? 0 : Math.min(state.sequence, last);
    this.#sequence = this.#begins;
  }

  /**
   * Puts an end to the checkpoints of earlier owners: it writes its own name beside the state, so that whoever saw it as it was before
   * can neither move it nor purge messages that are still to be read.
   */
  static async takeOver(to: Takeover): Promise<Checkpoint> {
    const { parts, partition, owner } = to;
    for (;;) {
      const found = await parts.pointers.read(partition);
      const state = { ...(found?.state ?? NO_STATE), owner };
      const revision = await parts.pointers.move(partition, state, found?.revision ?? 0);
      if (revision === null) continue;
      const checkpoint = new Checkpoint(to, state, revision);
      await checkpoint.#sweep();
      return checkpoint;
    }
  }

  /** Stream sequence of the last message that is not wanted; less than the state's where its stream is another one, or has lost its end. */
  get begins(): number {
    return this.#begins;
  }

  /** Leaves the partition to somebody else, and counts that. @returns how many have done so in a row */
  async decline(): Promise<number> {
    const declined = this.#state.declined + 1;
    await this.#move({ ...this.#state, declined }, null);
    return declined;
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
    const snapshot = work.snapshot();
    // Of this lease alone: a stale owner's object of the same sequence must not take its place.
    const object = `p${this.#partition}-${this.#sequence}-${this.#owner}`;
    const state = { ...work.summary, ...this.#basis, owner: this.#owner, object, sequence: this.#sequence, events, declined: 0, bytes: snapshot.length, stored: new Date().toISOString() };
    await this.#parts.snapshots.put(object, snapshot);
    const before = await this.#move(state, object);
    this.#messages -= messages;
    this.#bytes -= bytes;
    this.#since = performance.now();
    if (before !== null && before !== object) await this.#parts.snapshots.remove(before);
    this.#purge();
  }

  /** Makes a state the partition's. @param object new with it, if one is @returns the snapshot that no pointer names any more; null if there was none @throws OwnershipError */
  async #move(state: PartitionState, object: string | null): Promise<string | null> {
    const { pointers, snapshots } = this.#parts;
    let revision = await pointers.move(this.#partition, state, this.#revision);
    if (revision === null) {
      const found = await pointers.read(this.#partition);
      if (found?.state.owner === this.#owner) {
        // An earlier try was stored, and its answer got lost.
        this.#state = found.state;
        revision = await pointers.move(this.#partition, state, found.revision);
      }
    }
    if (revision === null) {
      if (object !== null) await snapshots.remove(object);
      throw new OwnershipError(`partition ${this.#partition}: somebody else has stored its state since ${this.#owner} did`);
    }
    const before = this.#state.object;
    this.#state = state;
    this.#revision = revision;
    return before;
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
