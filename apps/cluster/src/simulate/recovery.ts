import { Random } from '@tunnelscope/model/forest/random';
import { balance } from '../work/balance.ts';
import type { PartitionLoad } from './partition-load.ts';

/** What was measured, and how leases are kept. Times in seconds. */
export interface RecoverySettings {
  readonly leaseTime: number;
  /** Time between two checkpoints of a partition. */
  readonly checkpoint: number;
  /** Packets a second that a worker takes in. */
  readonly rate: number;
  /** Bytes of a snapshot for each flow, and bytes of snapshots that a worker stores or loads a second. */
  readonly flowBytes: number;
  readonly snapshotRate: number;
  readonly seed: number;
}

/** One change of the workers: who comes, who is told to end, who is killed. */
export interface Change {
  readonly text: string;
  readonly join?: readonly string[];
  readonly leave?: readonly string[];
  readonly kill?: readonly string[];
}

export interface Recovery {
  readonly change: Change;
  readonly workers: number;
  /** Partitions that went to another worker. */
  readonly moved: number;
  /** Seconds until every partition has a worker, and until none is behind. Infinity: they cannot keep up. */
  readonly owned: number;
  readonly caughtUp: number;
  readonly fewest: number;
  readonly most: number;
  /** Packets a second of the busiest worker, as a share of what it can do. */
  readonly busiest: number;
}

interface Worker {
  readonly nextLook: { at: number };
  readonly mine: number[];
}

interface Partition {
  owner: string | null;
  /** Its key is free from then on. */
  freeAt: number;
  /** The owner has loaded it. */
  readyAt: number;
  /** Packets that wait. */
  behind: number;
}

const STEP = 0.05; // s
const LONGEST = 600; // s
/** A partition that is behind by no more than this many seconds of its packets is not behind. */
const CAUGHT_UP = 1;

/** Lets the workers' own rule of balance run, look by look, with what it costs to load and replay partitions. */
export function simulateRecovery(loads: readonly PartitionLoad[], first: readonly string[], changes: readonly Change[], settings: RecoverySettings): Recovery[] {
  const course = new Course(loads, settings);
  course.change({ text: '', join: first });
  return changes.map((change) => course.change(change));
}

class Course {
  readonly #loads: readonly PartitionLoad[];
  readonly #settings: RecoverySettings;
  readonly #random: Random;
  readonly #workers = new Map<string, Worker>();
  /** Killed ones are still seen until their key is gone. */
  readonly #seenUntil = new Map<string, number>();
  readonly #partitions: Partition[];
  #now = 0;
  #moved = 0;

  constructor(loads: readonly PartitionLoad[], settings: RecoverySettings) {
    this.#loads = loads;
    this.#settings = settings;
    this.#random = Random.fromSeed(settings.seed, 1);
    this.#partitions = loads.map(() => ({ owner: null, freeAt: 0, readyAt: 0, behind: 0 }));
  }

  change(change: Change): Recovery {
    const began = this.#now;
    this.#moved = 0;
    for (const name of change.join ?? []) this.#workers.set(name, { nextLook: { at: this.#now + this.#random.unit() * 0.1 }, mine: [] });
    for (const name of change.leave ?? []) this.#remove(name, (partition) => this.#now + this.#snapshotTime(partition), 0);
    // The last renewal was at any time within a third of the lease.
    for (const name of change.kill ?? []) {
      const expires = this.#now + this.#settings.leaseTime * (1 - this.#random.unit() / 3);
      this.#remove(name, () => expires, this.#settings.checkpoint / 2);
      this.#seenUntil.set(name, expires);
    }
    let owned = Infinity;
    let caughtUp = Infinity;
    let quiet = 0;
    // Two leases without a move: they have come to rest.
    while (this.#now - began < LONGEST && (caughtUp === Infinity || quiet < 2 * this.#settings.leaseTime)) {
      const before = this.#moved;
      this.#step();
      quiet = this.#moved === before ? quiet + STEP : 0;
      const all = this.#partitions.every(({ owner }) => owner !== null);
      if (!all) owned = Infinity;
      else if (owned === Infinity) owned = this.#now - began;
      const late = this.#partitions.some(({ behind }, i) => behind > CAUGHT_UP * this.#loads[i]!.packets);
      if (!all || late) caughtUp = Infinity;
      else if (caughtUp === Infinity) caughtUp = this.#now - began;
    }
    const counts = [...this.#workers.values()].map(({ mine }) => mine.length);
    const busy = [...this.#workers.values()].map(({ mine }) => mine.reduce((sum, partition) => sum + this.#loads[partition]!.packets, 0) / this.#settings.rate);
    return { change, workers: this.#workers.size, moved: this.#moved, owned, caughtUp, fewest: Math.min(...counts), most: Math.max(...counts), busiest: Math.max(...busy) };
  }

  #step(): void {
    this.#now += STEP;
    for (const [i, partition] of this.#partitions.entries()) partition.behind += this.#loads[i]!.packets * STEP;
    for (const [name, worker] of this.#workers) {
      if (worker.nextLook.at <= this.#now) {
        worker.nextLook.at = this.#now + this.#settings.leaseTime / 3;
        this.#look(name, worker);
      }
      this.#takeIn(worker);
    }
  }

  #look(name: string, worker: Worker): void {
    const seen = [...this.#seenUntil].filter(([, until]) => until > this.#now).map(([other]) => other);
    const free = [...this.#partitions.keys()].filter((i) => this.#partitions[i]!.owner === null && this.#partitions[i]!.freeAt <= this.#now);
    const { take, give } = balance({ name, workers: [...this.#workers.keys(), ...seen], partitions: this.#partitions.length, mine: worker.mine, free, left: [] });
    for (const i of give) this.#free(i, this.#now + this.#snapshotTime(i), 0, worker);
    let ready = this.#now;
    for (const i of take) {
      const partition = this.#partitions[i]!;
      ready += this.#snapshotTime(i);
      partition.owner = name;
      partition.readyAt = ready;
      worker.mine.push(i);
      this.#moved++;
    }
  }

  /** All partitions get the same part of what a worker can do, and what one leaves over goes to the others. */
  #takeIn(worker: Worker): void {
    let left = this.#settings.rate * STEP;
    const waiting = worker.mine.map((i) => this.#partitions[i]!).filter(({ readyAt }) => readyAt <= this.#now).sort((a, b) => a.behind - b.behind);
    waiting.forEach((partition, i) => {
      const taken = Math.min(partition.behind, left / (waiting.length - i));
      partition.behind -= taken;
      left -= taken;
    });
  }

  #remove(name: string, freeAt: (partition: number) => number, replay: number): void {
    const worker = this.#workers.get(name)!;
    for (const i of [...worker.mine]) this.#free(i, freeAt(i), replay, worker);
    this.#workers.delete(name);
  }

  /** @param replay seconds of packets that the next owner must take in again */
  #free(i: number, freeAt: number, replay: number, worker: Worker): void {
    const partition = this.#partitions[i]!;
    partition.owner = null;
    partition.freeAt = freeAt;
    partition.behind += replay * this.#loads[i]!.packets;
    worker.mine.splice(worker.mine.indexOf(i), 1);
  }

  #snapshotTime(i: number): number {
    return (this.#loads[i]!.flows * this.#settings.flowBytes) / this.#settings.snapshotRate;
  }
}
