import type { Kernels } from '@tunnelscope/core/kernels';
import type { WindowSample } from '@tunnelscope/detector/flow-record';
import { cutPackets, downColumn, type PacketCut, samplePackets } from '@tunnelscope/detector/sample-packets';
import { windowSample } from '@tunnelscope/detector/window-sample';
import { livenessFromSeconds } from '@tunnelscope/model/features/second';
import type { PacketWindow } from '@tunnelscope/model/features/window';
import type { Traffic } from './traffic.ts';

/** The window of a flow, as features. @param from seconds from the flow's first packet */
export function sampleWindow(traffic: Traffic, from: number, seconds: number, kernels: Kernels): WindowSample {
  const { record } = traffic;
  if (record.resolution === 'packet') return samplePackets(cut(traffic, from, seconds), record.client, { kernels, seed: false });
  const piece = (column: Float64Array) => column.subarray(from, from + seconds);
  const { bytesDown, bytesUp, packetsDown, packetsUp } = traffic.seconds;
  const window = { bytesDown: piece(bytesDown), bytesUp: piece(bytesUp), packetsDown: piece(packetsDown), packetsUp: piece(packetsUp) };
  return windowSample({ start: from, seconds, liveness: livenessFromSeconds(window, kernels), seed: null }, window, kernels);
}

/** The packets of a window, as the features see them. */
export function packetWindow(traffic: Traffic, from: number, seconds: number): PacketWindow {
  const { time, size, fromA } = cut(traffic, from, seconds);
  return { time, size, down: downColumn(fromA, traffic.record.client), seconds };
}

function cut({ packets, record }: Traffic, from: number, seconds: number): PacketCut {
  return cutPackets(packets, { flowStart: record.start, from, seconds });
}
