import type { Kernels } from '@tunnelscope/core/kernels';
import { lookAtDownlink } from '@tunnelscope/detector/live/downlink';
import { isoTime } from '@tunnelscope/detector/live/flow-line';
import { type FlowPast, flowPast } from '@tunnelscope/detector/live/flow-past';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import type { Model } from '@tunnelscope/model';

/** The traffic of a flow's last minutes, and why it is judged as it is. @param now epoch ms of the stream */
export function flowDetail(flow: LiveFlow, now: number, model: Model, kernels: Kernels) {
  return pastDetail(flowPast(flow, now, model), kernels);
}

/** The same, of a flow whose last minutes are known. Nothing else that may stand beside them is in it: that may have to be masked. */
export function pastDetail({ series, probabilitiesOverTime, likely, reasons }: FlowPast, kernels: Kernels) {
  const { values, peaks, apart, spectrum } = lookAtDownlink(Float64Array.from(series.bytesDown), 0, kernels);
  const start = Date.parse(series.start);
  return {
    series, probabilitiesOverTime, likely, reasons,
    spikes: { times: peaks.map((peak) => isoTime(start + 1000 * peak)), bytes: peaks.map((peak) => values[peak]!), medianGapSeconds: apart },
    spectrum: spectrum && { frequency: Array.from(spectrum.frequency), power: Array.from(spectrum.power) },
  };
}
