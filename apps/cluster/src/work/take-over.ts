import { PACKETS_STREAM } from '../subjects.ts';
import { Checkpoint, type CheckpointLimits } from './checkpoint.ts';
import type { ServerParts } from './server-parts.ts';
import { VerdictPublisher } from './verdict-publisher.ts';

/** So many workers in a row may leave a partition to one with the settings that it had; then there is none, and the next one goes on. */
const MOST_DECLINED = 2;

interface Claim {
  readonly parts: ServerParts;
  readonly partition: number;
  /** Worker and lease. */
  readonly owner: string;
  readonly settings: string;
  readonly limits: CheckpointLimits;
  /** Whether the partition is still ours, as far as we know. */
  readonly isOurs: () => boolean;
  readonly tell: (event: { readonly kind: 'doubtful'; readonly partition: number; readonly reason: string }) => void;
}

/**
 * Puts an end to what earlier owners of a partition do, and finds where to go on.
 * @returns also the stream sequence of the last message that is not wanted
 * @throws SettingsError if somebody else should have it; OwnershipError; the server's error
 */
export async function takeOver({ parts, partition, owner, settings, limits, isOurs, tell }: Claim) {
  const { created, state: { last_seq: last } } = await parts.manager.streams.info(PACKETS_STREAM);
  const checkpoint = await Checkpoint.takeOver({ parts, partition, owner, limits, basis: { stream: created, settings }, last });
  const { begins, state } = checkpoint;
  if (begins < state.sequence) tell({ kind: 'doubtful', partition, reason: `the stream of packets is another one than before, or has lost its end: found its last message ${last}, expected ${state.sequence} or more; what was sent meanwhile may be missing` });
  const publisher = await VerdictPublisher.takeOver({ ...parts, partition, owner, mayPublish: isOurs }, state.events);
  // Replayed, messages lead to the events that are out already only with the settings that these were made with.
  if (state.settings !== null && state.settings !== settings && publisher.count > state.events) {
    const difference = `found ${settings}, expected ${state.settings}, with which ${publisher.count - state.events} events were made that must be made again`;
    if ((await checkpoint.decline()) <= MOST_DECLINED) throw new SettingsError(difference);
    tell({ kind: 'doubtful', partition, reason: `${difference}: nobody has these settings, so some of these events may be missing or come twice` });
  }
  return { checkpoint, publisher, begins };
}

/** A worker with other settings should do it. */
class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
