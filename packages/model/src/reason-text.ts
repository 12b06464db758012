import { edgeFacts } from './edge-facts.ts';
import { EDGE_TEXTS } from './edge-text.ts';
import type { WindowFeatures } from './judge.ts';
import { percent, seconds } from './reason-units.ts';

/** A feature's value in the words of somebody who watches networks. */
const TEXTS: Readonly<Record<string, (value: number) => string>> = {
  silent_run_share: (v) => `${percent(v)} of the time in silences of four seconds and more`,
  silent_share: (v) => `${percent(v)} of the time in long pauses between downloads`,
  dataless_share: (v) => `${percent(v)} of the time in longer runs of seconds without data`,
  idle_share: (v) => `${percent(v)} of the seconds without a download`,
  cv_half_second: (v) => `delivery ${burstiness(v)} from half second to half second (variation ${v.toFixed(1)})`,
  cv_second: (v) => `delivery ${burstiness(v)} from second to second (variation ${v.toFixed(1)})`,
  cv_two_seconds: (v) => `delivery ${burstiness(v)} from one two seconds to the next (variation ${v.toFixed(1)})`,
  longest_gap: (v) => `longest pause between downloads ${seconds(v)}`,
  time_weighted_gap: (v) => `a random moment falls into a pause of ${seconds(v)}`,
  packet_size_down_capped: (v) => `downlink packets of ${Math.round(v)} bytes on average${v >= 1200 ? ' or more' : ''}`,
  rate_down_capped: (v) => `downlink of mostly ${v < 3 ? `${Math.round(10 ** v - 1)} B/s` : `${(10 ** v / 1000).toFixed(1)} kB/s`}${v >= 4.6 ? ' or more' : ''}`,
  burstiness: (v) => (v < 0.3 ? 'small packets at a steady rate' : v < 1 ? 'packets at an uneven rate, or rather full' : 'full packets, or packets in bursts'),
};

function burstiness(variation: number): string {
  return variation < 0.5 ? 'even' : variation < 1.5 ? 'in waves' : 'in large bursts';
}

/**
 * The sentence for a feature and its value, the mean over windows; the bare name and value where no sentence is known.
 * @param windows what was measured: of signs that an input folds, the sentence names the one that was seen
 */
export function reasonText(feature: string, value: number, windows: readonly WindowFeatures[]): string {
  return EDGE_TEXTS[feature]?.(value, edgeFacts(windows)) ?? TEXTS[feature]?.(value) ?? `${feature} ${value.toPrecision(3)}`;
}
