import { setTimeout as sleep } from 'node:timers/promises';
import type { NatsConnection } from '@nats-io/transport-node';
import { isAway } from '../nats/api-error.ts';
import { NatsError } from '../nats/nats-error.ts';
import { readSettings } from '../nats/settings.ts';
import { PACKETS_STREAM, TAP_NAME } from '../subjects.ts';
import { type CheckpointLimits, DEFAULT_LIMITS } from './checkpoint.ts';
import { Membership } from './membership.ts';
import type { PartitionFactory } from './partition-function.ts';
import { PartitionSet } from './partition-set.ts';
import { openParts } from './server-parts.ts';
import type { WorkEvent } from './work-event.ts';
import type { WorkSummary } from './work-summary.ts';

/** How often it is looked for what dead workers left. */
const TIDY = 600_000; // ms

export interface WorkOptions {
  readonly connection: NatsConnection;
  /** Of this worker: no other one may have it. */
  readonly name: string;
  /** Only these, and all of them; without it a fair share of all. */
  readonly partitions?: readonly number[] | undefined;
  readonly create: PartitionFactory;
  /** What events depend on besides messages, in words: model and options. Workers of one cluster should have the same. */
  readonly settings: string;
  readonly limits?: Partial<CheckpointLimits>;
  /** Aborted: all is handed over, and the work ends. */
  readonly signal: AbortSignal;
  readonly tell?: (event: WorkEvent) => void;
}

/**
 * Works on partitions until it is told to end; workers find each other by the server and share evenly.
 * @throws NatsError if the server was not made ready, the name is in use, or there are no such partitions; the server's error if it goes away for good
 */
export async function work(options: WorkOptions): Promise<WorkSummary> {
  const { connection, name, signal } = options;
  const tell = options.tell ?? (() => {});
  if (!TAP_NAME.test(name)) throw new NatsError(`the worker's name: found ${JSON.stringify(name)}, expected 1 to 64 letters, digits, - and _`);
  const { partitions } = await readSettings(connection);
  const outside = options.partitions?.find((partition) => !(partition < partitions));
  if (outside !== undefined) throw new NatsError(`found partition ${outside}, expected 0 to ${partitions - 1}`);
  const parts = await openParts(connection);
  const membership = await Membership.join(parts.leases, name, options.partitions === undefined ? 'shares' : 'fixed', signal);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const set = new PartitionSet({ parts, worker: name, create: options.create, settings: options.settings, limits, tell, partitions, fixed: options.partitions });
  // Three looks in the time of a lease: what a dead worker had is free for no longer than that.
  const pause = parts.leases.time / 3;
  let away = false;
  let { created } = await parts.manager.streams.info(PACKETS_STREAM);
  let tidied = -Infinity;
  try {
    while (!signal.aborted) {
      try {
        const found = (await parts.manager.streams.info(PACKETS_STREAM)).created;
        if (found !== created) {
          // Readers wait for sequences that it may not have for long.
          tell({ kind: 'stream anew' });
          created = found;
          await set.handOver();
        }
        await set.adjust(await membership.look());
        if (performance.now() - tidied > TIDY) {
          tidied = performance.now();
          await parts.snapshots.removePieces();
        }
        if (away) tell({ kind: 'server back' });
        away = false;
      } catch (error) {
        if (!isAway(error)) throw error;
        if (!away) tell({ kind: 'server away', reason: (error as Error).message });
        away = true;
      }
      await sleep(pause, undefined, { signal }).catch(() => {});
    }
  } finally {
    await set.handOver();
    await parts.purger.finish();
    await membership.leave();
  }
  return set.counts;
}
