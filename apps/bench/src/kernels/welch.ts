import type { Spectrum } from '@tunnelscope/core/kernels';
import type { Benchmark } from '../benchmark.ts';
import { seededTraffic } from '../input/series.ts';
import { computing } from '../measure/subject.ts';
import { cPeer } from '../peers/c.ts';
import type { KernelWork } from '../peers/kernel-peer.ts';
import type { Peer } from '../peers/peer.ts';
import { pythonPeer } from '../peers/python.ts';

const SAMPLING_RATE = 5; // Hz, bins of 200 ms

/** 500 = 2²·5³ and 100 = 2²·5² split into small factors, 499 is prime and takes a convolution (Bluestein). */
export const welch: readonly Benchmark[] = [spectrum(1500, 500, true), spectrum(1500, 499), spectrum(300, 100)];

function spectrum(samples: number, segment: number, hasTargets = false): Benchmark {
  let series: Float64Array;
  return {
    group: 'welch',
    name: `${samples.toLocaleString('en')} samples, segment ${segment}`,
    twins: true,
    prepare: async () => {
      series = seededTraffic(samples);
      return (kernels) => computing(() => kernels.welch(series, { samplingRate: SAMPLING_RATE, segment }));
    },
    peers: () => peersOf(series, segment, hasTargets),
  };
}

function peersOf(series: Float64Array, segment: number, hasTargets: boolean): Peer[] {
  const work: KernelWork = { columns: () => ({ series }), parameters: { rate: SAMPLING_RATE, segment }, numbers: (ours) => (ours as Spectrum).power };
  return [
    cPeer(
      work,
      'welch',
      { name: 'C with FFTW, gcc -O3', ...(hasTargets && { target: 0.4, missed: 'four segments are transformed at once: of these five, the second round computes only one' }), note: 'a plan measured beforehand (FFTW_MEASURE), with the vector instructions of this very processor' },
      { header: 'fftw3.h', flag: '-lfftw3' },
    ),
    pythonPeer(work, 'welch.py', ['scipy.signal'], { name: 'scipy.signal.welch', ...(hasTargets && { target: 10 }), note: 'makes its window at each call, as callers have it' }),
  ];
}
