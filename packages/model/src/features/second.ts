import type { Kernels } from '@tunnelscope/core/kernels';
import type { FeatureSchema } from './schema.ts';
import { shareInRuns } from './second/runs.ts';
import { datalessSeconds, silentSeconds } from './second/silence.ts';
import { coefficientOfVariation } from './variation.ts';
import type { SecondWindow } from './window.ts';

/**
 * What tells live from on demand where only bytes and packets a second are known: the rhythm of the downlink. Polls do not
 * show. Few on purpose: the share of idle seconds, their longest run and the variation of single seconds tell each
 * provider's live from its VOD as well, but at another threshold for each, and models that have them follow them.
 */
export const LIVENESS_SECOND: FeatureSchema = {
  name: 'liveness-second',
  version: 1,
  features: [
    { name: 'dataless_share', unit: '1', description: 'Share of the window in runs of 3 s or more without data packets. A full buffer pauses that long; at the live edge the next segment is due first, so the share is near 0 whatever the provider.' },
    { name: 'silent_run_share', unit: '1', description: 'Share of the window in runs of 4 s or more below 2 % of the mean second: the same pause where packets of the background are large.' },
    { name: 'cv_two_seconds', unit: '1', description: 'Standard deviation ÷ mean of the downlink bytes of two seconds: how bursty delivery is, over pieces that hold a short segment whole.' },
  ],
};

const DATALESS_RUN = 3; // s
const SILENT_RUN = 4;

/**
 * The features of LIVENESS_SECOND, in its order, always finite. A window without downlink bytes, or without seconds, has
 * both shares 1 and no variation. An odd last second is left out of the variation. Called as its packet sibling is; it
 * needs no kernel yet.
 */
export function livenessFromSeconds(window: SecondWindow, _kernels: Kernels): Float64Array {
  const { bytesDown, packetsDown } = window;
  return Float64Array.of(
    shareInRuns(datalessSeconds(bytesDown, packetsDown), DATALESS_RUN),
    shareInRuns(silentSeconds(bytesDown), SILENT_RUN),
    coefficientOfVariation(inPairs(bytesDown)),
  );
}

/** Sums of two neighbours each; an odd last value is left out. */
function inPairs(series: Float64Array): Float64Array {
  const pairs = new Float64Array(series.length >> 1);
  for (let i = 0; i < pairs.length; i++) pairs[i] = series[2 * i]! + series[2 * i + 1]!;
  return pairs;
}
