import type { Benchmark } from './benchmark.ts';
import { autocorrelation } from './kernels/autocorrelation.ts';
import { binPackets } from './kernels/bin-packets.ts';
import { evaluateForest } from './kernels/evaluate-forest.ts';
import { findPeaks } from './kernels/find-peaks.ts';
import { spikeGaps } from './kernels/spike-gaps.ts';
import { trainForests } from './kernels/train-forest.ts';
import { welch } from './kernels/welch.ts';
import { classify } from './pipeline/classify.ts';
import { classifyProcess } from './pipeline/classify-process.ts';
import { evaluateProcess } from './pipeline/evaluate-process.ts';
import { features } from './pipeline/features.ts';
import { live } from './pipeline/live.ts';
import { networkStats } from './pipeline/network-stats.ts';
import { pcapToSeconds } from './pipeline/pcap-to-seconds.ts';
import { reading } from './pipeline/reading.ts';
import { readingProcess } from './pipeline/reading-process.ts';

/** All of them, in the order of the report: those of a group follow each other. */
export const BENCHMARKS: readonly Benchmark[] = [
  ...binPackets,
  ...findPeaks,
  spikeGaps,
  autocorrelation,
  ...welch,
  ...evaluateForest,
  ...trainForests,
  ...features,
  ...networkStats,
  ...reading,
  pcapToSeconds,
  ...readingProcess,
  ...classify,
  ...classifyProcess,
  evaluateProcess,
  ...live,
];
