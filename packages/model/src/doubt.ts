import { featureNames } from './features/schema.ts';
import { LIVENESS_PACKET } from './features/packet.ts';
import type { WindowFeatures } from './judge.ts';
import type { ModelPart } from './model.ts';
import { unlikeTraining } from './unlike.ts';

/** Why nothing should be said on a window, whatever its probabilities. */
export interface Doubt {
  /** Inputs far outside of training. */
  readonly unlike: readonly string[];
  /** Whether its requests say one thing and its rhythm another. */
  readonly contradictory: boolean;
}

/** Evidence of a poll from here on says that a player asks once per segment. */
const POLLED = 0.5;
/** Segments are at most 10 s long in practice: a player at the live edge cannot pause for longer than one and a retry. */
const NO_SEGMENT = 12; // s

const [EXCHANGES, DOWNLINK, GAP] = ['poll_evidence_repeated', 'poll_evidence_downlink_repeated', 'longest_gap'].map((name) => featureNames(LIVENESS_PACKET).indexOf(name)) as [number, number, number];

/**
 * Looks for reasons to say nothing. A poll for each segment beside a pause that is longer than any segment is two streams in
 * one tunnel, or chance: either half of it would be proof, and they prove opposite things.
 */
export function doubtOf(part: ModelPart, window: WindowFeatures): Doubt {
  const { liveness } = window;
  const polled = Math.max(liveness[EXCHANGES]!, liveness[DOWNLINK]!) >= POLLED;
  return {
    unlike: unlikeTraining(part, window).map(({ feature }) => feature),
    contradictory: part.resolution === 'packet' && polled && liveness[GAP]! > NO_SEGMENT,
  };
}

export function isDoubtful({ unlike, contradictory }: Doubt): boolean {
  return unlike.length > 0 || contradictory;
}
