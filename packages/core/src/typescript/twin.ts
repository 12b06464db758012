import type { Kernels } from '../kernels.ts';
import { autocorrelation } from './autocorrelation.ts';
import { typescriptDecoder } from './decoder.ts';
import { evaluateForest } from './forest.ts';
import { spikeGaps } from './gaps.ts';
import { findPeaks } from './peaks.ts';
import { welch } from './welch.ts';
import { binPackets } from './windows.ts';

export const typescriptTwin: Kernels = {
  engine: 'typescript',
  binPackets,
  findPeaks,
  spikeGaps,
  autocorrelation,
  welch,
  evaluateForest,
  openDecoder: async (options) => typescriptDecoder(options),
};
