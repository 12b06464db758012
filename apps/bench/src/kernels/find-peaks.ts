import type { PeakConditions, Peaks } from '@tunnelscope/core/kernels';
import type { Benchmark } from '../benchmark.ts';
import { seededTraffic, seededWalk } from '../input/series.ts';
import { computing } from '../measure/subject.ts';
import { cPeer } from '../peers/c.ts';
import type { KernelWork } from '../peers/kernel-peer.ts';
import type { Peer } from '../peers/peer.ts';
import { pythonPeer } from '../peers/python.ts';

const LONG = 1_000_000;

/** Prominences are measured only where a condition names them, as scipy does. */
export const findPeaks: readonly Benchmark[] = [
  finding('1 M samples of a random walk, all peaks', () => seededWalk(LONG), { minProminence: -Infinity }),
  finding('1 M samples of a random walk, height', () => seededWalk(LONG), { minHeight: 0 }, (series) => heightPeers(series, 0, 'arguments are checked for NaN and copied; C, which does neither, is not three times as fast as scipy')),
  finding('1 M samples of a random walk, prominence', () => seededWalk(LONG), { minProminence: 2 }, (series) => prominencePeers(series, 2)),
  finding('1 M samples of a random walk, distance', () => seededWalk(LONG), { minDistance: 20 }),
  finding('300 samples of traffic, height', () => seededTraffic(300), { minHeight: 50_000 }, (series) => heightPeers(series, 50_000, 'so short a series is mostly the call itself: checks and copies')),
];

function finding(name: string, make: () => Float64Array, conditions: PeakConditions, peersOf?: (series: Float64Array) => Peer[]): Benchmark {
  let series: Float64Array;
  return {
    group: 'findPeaks',
    name,
    twins: true,
    prepare: async () => {
      series = make();
      return (kernels) => computing(() => kernels.findPeaks(series, conditions));
    },
    ...(peersOf && { peers: () => peersOf(series) }),
  };
}

function heightPeers(series: Float64Array, height: number, missed: string): Peer[] {
  const work: KernelWork = { columns: () => ({ series }), parameters: { height, prominence: -Infinity, measure: 0 }, numbers: indices };
  return [
    cPeer(work, 'peaks', { name: 'C, gcc -O3', target: 0.9, missed, note: 'without edges of plateaus; checks no argument and copies nothing' }),
    pythonPeer(work, 'find_peaks.py', ['scipy.signal'], { name: 'scipy.signal.find_peaks(height)', target: 3, missed, note: 'without edges of plateaus' }),
  ];
}

function prominencePeers(series: Float64Array, prominence: number): Peer[] {
  const work: KernelWork = { columns: () => ({ series }), parameters: { height: -Infinity, prominence, measure: 1 }, numbers: withProminences };
  return [
    cPeer(work, 'peaks', { name: 'C, gcc -O3', target: 0.75, missed: 'arguments are checked for NaN and copied', note: 'two sweeps with a stack; without bases and edges of plateaus' }),
    pythonPeer(work, 'find_peaks.py', ['scipy.signal'], { name: 'scipy.signal.find_peaks(prominence)', target: 50, missed: 'this scipy is no longer quadratic on such walks: C gains about 23 times', note: 'walks from each peak to higher ground; compiled Cython' }),
  ];
}

function indices(ours: unknown): Float64Array {
  return Float64Array.from((ours as Peaks).index);
}

/** Indices, and the prominences behind them. */
function withProminences(ours: unknown): Float64Array {
  const { index, prominence } = ours as Peaks;
  const numbers = new Float64Array(2 * index.length);
  numbers.set(index);
  numbers.set(prominence, index.length);
  return numbers;
}
