import type { Kernels } from '@tunnelscope/core/kernels';
import type { PacketWindow } from '../window.ts';
import { meanOf } from '../variation.ts';
import { OWN_COLUMNS, type WorkSpace } from '../work-space.ts';
import { percentile } from './order-statistics.ts';

const BIN = 0.1; // s: a few round trips, so that one bin can be as full as the link allows
const PEAK = 98; // percentile: one odd bin is no peak

/**
 * How much faster the downlink is at its peaks than on average: the 98th percentile ÷ the mean of the bytes of tenths of a
 * second. Near 1 the link is full, and a sender without pauses is one that cannot keep up; well above it the link has room
 * that the sender does not use, because there is nothing more to send yet. 0 without downlink bytes.
 */
export function linkHeadroom(window: PacketWindow, kernels: Kernels, space: WorkSpace = OWN_COLUMNS): number {
  const count = Math.max(1, Math.floor(window.seconds / BIN));
  const { bytesDown } = kernels.binPackets(window, { start: 0, width: BIN, count }, space.bins(count));
  const mean = meanOf(bytesDown);
  return mean === 0 ? 0 : percentile(bytesDown, PEAK) / mean;
}
