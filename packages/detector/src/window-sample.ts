import type { Kernels } from '@tunnelscope/core/kernels';
import { kindFeatures } from '@tunnelscope/model/features/kind';
import type { SecondWindow } from '@tunnelscope/model/features/window';
import type { WindowSample } from './flow-record.ts';

/** A window's sample from its traffic of each second and what was measured besides: totals and kind are the same at either resolution. */
export function windowSample(measured: Pick<WindowSample, 'start' | 'seconds' | 'liveness' | 'pollIntervals' | 'seed'>, perSecond: SecondWindow, kernels: Kernels): WindowSample {
  return {
    ...measured,
    packets: total(perSecond.packetsDown) + total(perSecond.packetsUp),
    bytesDown: total(perSecond.bytesDown),
    bytesUp: total(perSecond.bytesUp),
    kind: kindFeatures(perSecond, kernels),
  };
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
