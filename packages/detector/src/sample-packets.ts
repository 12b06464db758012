import { livenessEvidence } from '@tunnelscope/model/features/packet';
import { seedFeatures } from '@tunnelscope/model/features/seed';
import { seedSeries } from '@tunnelscope/model/features/seed/series';
import { OWN_COLUMNS, WorkSpace } from '@tunnelscope/model/features/work-space';
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

/** Of one call of `sampleWindow` after the other; samples hold nothing of it. */
const SPACE = new WorkSpace();

/** Turns the packets of one window of the buffer, which must be sorted, into features as seen from each of these ends. */
export function sampleWindow(buffer: PacketBuffer, place: WindowPlace, clients: readonly ('a' | 'b')[], context: Pick<FlowContext, 'kernels' | 'seed'>): WindowSample[] {
  SPACE.clear();
  const packets = cutPackets(buffer, place, SPACE);
  return clients.map((client) => samplePackets(packets, client, context, SPACE));
}

/** Cuts a window out of the buffer, which must be sorted. */
export function cutPackets(buffer: PacketBuffer, { flowStart, from, seconds }: WindowPlace, space: WorkSpace = OWN_COLUMNS): PacketCut {
  const first = buffer.before(flowStart + Math.round(from * 1000));
  const end = buffer.before(flowStart + Math.round((from + seconds) * 1000));
  const { time: epoch, size, fromA } = buffer.rows(first, end, space);
  const time = space.f64(epoch.length);
  // This very arithmetic is part of the features' definition: thresholds are compared with differences of these numbers.
  for (let i = 0; i < time.length; i++) time[i] = (epoch[i]! - flowStart) / 1000 - from;
  return { from, seconds, epoch, time, size, fromA };
}

/** Turns the packets of one window, seen from one end, into features. */
export function samplePackets({ from, seconds, epoch, time, size, fromA }: PacketCut, client: 'a' | 'b', { kernels, seed }: Pick<FlowContext, 'kernels' | 'seed'>, space: WorkSpace = OWN_COLUMNS): WindowSample {
  const down = downColumn(fromA, client, space);
  const count = Math.ceil(seconds);
  const perSecond = kernels.binPackets({ time, size, down }, { start: 0, width: 1, count }, space.bins(count));
  const { features: liveness, pollIntervals } = livenessEvidence({ time, size, down, seconds }, kernels, space);
  const series = seed ? seedSeries({ time: epoch, size, down }, kernels) : null;
  return windowSample({ start: from, seconds, liveness, pollIntervals, seed: series && seedFeatures(series.perSecond, series.perBin, kernels) }, perSecond, kernels);
}

/** For each packet 1 where it goes to the client. @param fromA for each 1 where a sent it; of a client b the result is this very array */
export function downColumn(fromA: Uint8Array, client: 'a' | 'b', space: WorkSpace = OWN_COLUMNS): Uint8Array {
  if (client === 'b') return fromA;
  const down = space.u8(fromA.length);
  for (let i = 0; i < down.length; i++) down[i] = 1 - fromA[i]!;
  return down;
}
