import { livenessEvidence } from '@tunnelscope/model/features/packet';
import { seedFeatures } from '@tunnelscope/model/features/seed';
import { seedSeries } from '@tunnelscope/model/features/seed/series';
import type { WindowSample } from './flow-record.ts';
import type { FlowContext } from './flow-state.ts';
import type { PacketBuffer } from './packet-buffer.ts';
import { windowSample } from './window-sample.ts';

export interface WindowPlace {
  /** Epoch ms of the flow's first packet. */
  readonly flowStart: number;
  /** Start of the window, in seconds from there. */
  readonly from: number;
  readonly seconds: number;
}

/** The packets of one window, whichever end is the client. */
export interface PacketCut {
  readonly from: number;
  readonly seconds: number;
  /** Epoch ms, and seconds from the window's start. */
  readonly epoch: Float64Array;
  readonly time: Float64Array;
  readonly size: Uint16Array;
  readonly fromA: Uint8Array;
}

/** Cuts a window out of the buffer, which must be sorted. */
export function cutPackets(buffer: PacketBuffer, { flowStart, from, seconds }: WindowPlace): PacketCut {
  const first = buffer.before(flowStart + Math.round(from * 1000));
  const end = buffer.before(flowStart + Math.round((from + seconds) * 1000));
  const { time: epoch, size, fromA } = buffer.rows(first, end);
  const time = new Float64Array(epoch.length);
  // This very arithmetic is part of the features' definition: thresholds are compared with differences of these numbers.
  for (let i = 0; i < time.length; i++) time[i] = (epoch[i]! - flowStart) / 1000 - from;
  return { from, seconds, epoch, time, size, fromA };
}

/** Turns the packets of one window, seen from one end, into features. */
export function samplePackets({ from, seconds, epoch, time, size, fromA }: PacketCut, client: 'a' | 'b', { kernels, seed }: Pick<FlowContext, 'kernels' | 'seed'>): WindowSample {
  const down = downColumn(fromA, client);
  const perSecond = kernels.binPackets({ time, size, down }, { start: 0, width: 1, count: Math.ceil(seconds) });
  const { features: liveness, pollIntervals } = livenessEvidence({ time, size, down, seconds }, kernels);
  const series = seed ? seedSeries({ time: epoch, size, down }, kernels) : null;
  return windowSample({ start: from, seconds, liveness, pollIntervals, seed: series && seedFeatures(series.perSecond, series.perBin, kernels) }, perSecond, kernels);
}

/** For each packet 1 where it goes to the client. @param fromA for each 1 where a sent it; of a client b the result is this very array */
export function downColumn(fromA: Uint8Array, client: 'a' | 'b'): Uint8Array {
  if (client === 'b') return fromA;
  const down = new Uint8Array(fromA.length);
  for (let i = 0; i < down.length; i++) down[i] = 1 - fromA[i]!;
  return down;
}
