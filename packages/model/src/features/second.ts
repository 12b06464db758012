import type { Kernels } from '@tunnelscope/core/kernels';
import type { FeatureSchema } from './schema.ts';
import { measureSilence } from './second/silence.ts';
import { coefficientOfVariation, idleShare } from './variation.ts';
import type { SecondWindow } from './window.ts';

/** What tells live from on demand where only bytes a second are known: the rhythm of the downlink. Polls do not show. */
export const LIVENESS_SECOND: FeatureSchema = {
  name: 'liveness-second',
  version: 1,
  features: [
    { name: 'silent_share', unit: '1', description: 'Share of the window in silent runs of 4 s or more. A full buffer pauses that long; a player at the live edge of short segments has nothing to pause for.' },
    { name: 'idle_share', unit: '1', description: 'Share of seconds below 5 % of the mean second, in runs of any length. VOD downloads faster than it plays.' },
    { name: 'cv_second', unit: '1', description: 'Standard deviation ÷ mean of the downlink bytes of seconds: how bursty delivery is.' },
    { name: 'longest_silence', unit: 's', description: 'Longest silent run: at the live edge hardly more than a segment.' },
    { name: 'time_weighted_silence', unit: 's', description: 'Sum of squared silent runs ÷ window: the silence that a random moment falls into.' },
  ],
};

/**
 * The features of LIVENESS_SECOND, in its order, always finite. A window without downlink bytes is one silent run: silent
 * and idle share 1, both lengths its own, no variation. A window without seconds is treated as one without bytes, length 0.
 */
export function livenessFromSeconds(window: SecondWindow, _kernels: Kernels): Float64Array {
  const silence = measureSilence(window.bytesDown);
  return Float64Array.of(
    silence.longShare, idleShare(window.bytesDown), coefficientOfVariation(window.bytesDown), silence.longest, silence.timeWeighted,
  );
}
