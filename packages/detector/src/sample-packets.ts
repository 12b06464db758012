import type { BinnedPackets } from '@tunnelscope/core/kernels';
import { kindFeatures } from '@tunnelscope/model/features/kind';
import { livenessFromPackets } from '@tunnelscope/model/features/packet';
import { seedFeatures } from '@tunnelscope/model/features/seed';
import { seedSeries } from '@tunnelscope/model/features/seed/series';
import type { WindowSample } from './flow-record.ts';
import type { FlowContext } from './flow-state.ts';
import type { PacketBuffer } from './packet-buffer.ts';

export interface WindowPlace {
  /** Epoch ms of the flow's first packet. */
  readonly flowStart: number;
  /** Start of the window, in seconds from there. */
  readonly from: number;
  readonly seconds: number;
  readonly client: 'a' | 'b';
}

/** Turns the packets of one window, seen from one end, into features. The buffer must be sorted. */
export function samplePackets(buffer: PacketBuffer, place: WindowPlace, context: FlowContext): WindowSample {
  const { flowStart, from, seconds, client } = place;
  const { kernels } = context;
  const first = buffer.before(flowStart + Math.round(from * 1000));
  const end = buffer.before(flowStart + Math.round((from + seconds) * 1000));
  const epoch = buffer.time.subarray(first, end);
  // This very arithmetic is part of the features' definition: thresholds are compared with differences of these numbers.
  const time = epoch.map((ms) => (ms - flowStart) / 1000 - from);
  const size = buffer.size.subarray(first, end);
  const fromA = buffer.fromA.subarray(first, end);
  const down = client === 'b' ? fromA : fromA.map((a) => 1 - a);
  const bins = kernels.binPackets({ time, size, down }, { start: 0, width: 1, count: Math.ceil(seconds) });
  return {
    start: from,
    seconds,
    packets: end - first,
    bytesDown: total(bins.bytesDown),
    bytesUp: total(bins.bytesUp),
    liveness: livenessFromPackets({ time, size, down, seconds }, kernels),
    kind: kindFeatures(bins satisfies BinnedPackets, kernels),
    seed: context.seed ? seedOf() : null,
  };

  function seedOf() {
    const { perSecond, perBin } = seedSeries({ time: epoch, size, down }, kernels);
    return seedFeatures(perSecond, perBin, kernels);
  }
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
