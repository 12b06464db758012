import type { Kernels } from '@tunnelscope/core/kernels';
import { downlinkOf } from '@tunnelscope/detector/live/downlink';
import { isoTime } from '@tunnelscope/detector/live/flow-line';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import { reasonsOf } from '@tunnelscope/detector/live/reasons';
import type { Model } from '@tunnelscope/model';

/** Seconds of traffic that are shown. */
const SECONDS = 300;

/** The traffic of a flow's last minutes, and why it is judged as it is. @param now epoch ms of the stream */
export function flowDetail(flow: LiveFlow, now: number, model: Model, kernels: Kernels) {
  const end = Math.floor(now / 1000);
  const seconds = Math.max(0, Math.min(SECONDS, end - Math.floor(flow.start / 1000)));
  const { values, peaks, apart, spectrum } = downlinkOf(flow, now, seconds, kernels);
  const bytesUp = flow.seconds.read(end, seconds, flow.side.side === 'a');
  const told = reasonsOf(flow, model, kernels);
  return {
    /** Bytes of each second, the last full one at the end. */
    series: { start: isoTime(1000 * (end - seconds)), seconds, bytesDown: Array.from(values), bytesUp: Array.from(bytesUp) },
    spikes: { times: peaks.map((peak) => isoTime(1000 * (end - seconds + peak))), bytes: peaks.map((peak) => values[peak]!), medianGapSeconds: apart },
    spectrum: spectrum && { frequency: Array.from(spectrum.frequency), power: Array.from(spectrum.power) },
    probabilitiesOverTime: flow.trail.points().map(({ time, probabilities }) => ({ time: isoTime(time), ...probabilities })),
    likely: told?.likely ?? null,
    reasons: told?.reasons.map(({ feature, value, effect, text }) => ({ feature, value, effect, text })) ?? [],
  };
}
