import { setTimeout as sleep } from 'node:timers/promises';
import { NatsError } from '../nats/nats-error.ts';
import { heldKeys, Lease, type LeaseBucket } from './lease.ts';

/** Keys of workers that share evenly, and of those that were told what to work on. */
const PREFIX = { shares: 'w.', fixed: 'fixed.' } as const;
const PARTITION = 'p.';

/** Who is there, and what is held. */
export interface ClusterView {
  /** Names of those that share evenly. */
  readonly workers: readonly string[];
  readonly fixedWorkers: readonly string[];
  /** Partitions that somebody works on. */
  readonly held: ReadonlySet<number>;
}

/** @param keys of the bucket of leases */
export function clusterView(keys: Iterable<string>): ClusterView {
  const all = [...new Set(keys)].sort();
  const after = (prefix: string) => all.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  return { workers: after(PREFIX.shares), fixedWorkers: after(PREFIX.fixed), held: new Set(after(PARTITION).map(Number)) };
}

/** A worker's place among the others, held by a lease of its name. */
export class Membership {
  readonly #bucket: LeaseBucket;
  readonly #name: string;
  readonly #key: string;
  #lease: Lease;

  private constructor(bucket: LeaseBucket, name: string, key: string, lease: Lease) {
    this.#bucket = bucket;
    this.#name = name;
    this.#key = key;
    this.#lease = lease;
  }

  /** Waits for as long as one that was killed may still be taken for alive. @throws NatsError if another worker has the name */
  static async join(bucket: LeaseBucket, name: string, as: keyof typeof PREFIX, signal: AbortSignal): Promise<Membership> {
    const key = PREFIX[as] + name;
    for (let tries = 0; ; tries++) {
      const lease = await Lease.take(bucket, key, name);
      if (lease) return new Membership(bucket, name, key, lease);
      if (tries === 5 || signal.aborted) throw new NatsError(`another worker is called ${name}: give this one its own name`);
      await sleep(bucket.time / 3, undefined, { signal }).catch(() => {});
    }
  }

  /** @returns who is there @throws the server's error if it is away */
  async look(): Promise<ClusterView> {
    if (!this.#lease.valid) {
      await this.#lease.release();
      // Null while the server still holds the old one: then it is there to be seen anyway.
      this.#lease = (await Lease.take(this.#bucket, this.#key, this.#name)) ?? this.#lease;
    }
    return clusterView([...(await heldKeys(this.#bucket)), this.#key]);
  }

  async leave(): Promise<void> {
    await this.#lease.release();
  }
}
