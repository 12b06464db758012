import { randomUUID } from 'node:crypto';
import { jetstream, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import { millis, type NatsConnection } from '@nats-io/transport-node';
import { compareAndSet } from '../nats/compare-and-set.ts';
import { LEASES_BUCKET } from '../subjects.ts';

const STREAM = `KV_${LEASES_BUCKET}`;

/** A lease is renewed so often in its time, so that two renewals may fail. */
const RENEWALS = 3;

/** The bucket in which every key goes away by itself, unless it is written again. */
export interface LeaseBucket {
  readonly kv: KV;
  readonly manager: JetStreamManager;
  /** Milliseconds that a key stays. */
  readonly time: number;
}

/** @throws what the server says, as where it was not made ready */
export async function openLeases(connection: NatsConnection): Promise<LeaseBucket> {
  const manager = await jetstreamManager(connection);
  const time = millis((await manager.streams.info(STREAM)).config.max_age);
  return { kv: await new Kvm(jetstream(connection, { timeout: time / RENEWALS })).open(LEASES_BUCKET), manager, time };
}

/** @returns all keys that are held now, by whomever */
export async function heldKeys({ manager }: LeaseBucket): Promise<Set<string>> {
  const prefix = `$KV.${LEASES_BUCKET}.`;
  const { state } = await manager.streams.info(STREAM, { subjects_filter: `${prefix}>` });
  return new Set(Object.keys(state.subjects ?? {}).map((subject) => subject.slice(prefix.length)));
}

/** A key that is ours for as long as it is renewed in time. */
export class Lease {
  /** Of the bucket when the lease was taken: greater than that of every lease before. */
  readonly epoch: number;
  readonly #bucket: LeaseBucket;
  readonly #key: string;
  readonly #value: string;
  readonly #ended = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #revision: number;
  /** By the clock that nobody sets: when the last write that the server has confirmed was sent. The server counts from later on. */
  #confirmed: number;
  #renewing: Promise<void> | null = null;

  private constructor(bucket: LeaseBucket, key: string, value: string, revision: number, sent: number) {
    this.#bucket = bucket;
    this.#key = key;
    this.#value = value;
    this.#revision = this.epoch = revision;
    this.#confirmed = sent;
    this.#timer = setInterval(() => {
      this.#renewing ??= this.#renew().finally(() => {
        this.#renewing = null;
      });
    }, bucket.time / RENEWALS);
  }

  /** @returns null if somebody else holds the key @throws what the server or the connection says otherwise */
  static async take(bucket: LeaseBucket, key: string, worker: string): Promise<Lease | null> {
    const value = JSON.stringify({ worker, lease: randomUUID() });
    const sent = performance.now();
    const revision = await compareAndSet(bucket.kv, key, value, 0, bucket.time / RENEWALS);
    return revision === null ? null : new Lease(bucket, key, value, revision, sent);
  }

  /** Whether it is ours for certain, at this moment. */
  get valid(): boolean {
    return !this.#ended.signal.aborted && performance.now() - this.#confirmed < this.#bucket.time;
  }

  /** Aborted once the lease is over, with the reason; a little later than `valid` says so. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Gives the key away; it is free at once if the server hears of it. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewing;
    const held = this.valid;
    this.#ended.abort('released');
    // This very revision: a key that somebody else has taken since has another one. A key that stays goes away by itself.
    if (held) await this.#bucket.manager.streams.deleteMessage(STREAM, this.#revision, false).catch(() => {});
  }

  async #renew(): Promise<void> {
    if (!this.valid) return this.#lose('not renewed in time');
    const sent = performance.now();
    try {
      const revision = await compareAndSet(this.#bucket.kv, this.#key, this.#value, this.#revision, this.#bucket.time / RENEWALS);
      if (revision === null) return this.#lose('the key is gone, or somebody else has taken it');
      this.#revision = revision;
      this.#confirmed = sent;
    } catch {
      // The server is away, and may be back while the lease lasts; `valid` says when it does no more.
    }
  }

  #lose(reason: string): void {
    clearInterval(this.#timer);
    this.#ended.abort(reason);
  }
}
