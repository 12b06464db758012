import type { PacketColumns } from '@tunnelscope/core/kernels';
import { kindFeatures } from '@tunnelscope/model/features/kind';
import { livenessFromPackets } from '@tunnelscope/model/features/packet';
import { type SeedFeatures, seedFeatures } from '@tunnelscope/model/features/seed';
import { seedSeries } from '@tunnelscope/model/features/seed/series';
import type { Benchmark } from '../benchmark.ts';
import { recordedWindow } from '../input/recorded.ts';
import { computing } from '../measure/subject.ts';
import type { KernelWork } from '../peers/kernel-peer.ts';
import { pythonPeer } from '../peers/python.ts';
import { seedNumbers } from './seed-numbers.ts';

const CAPTURE = 'pair_live4_hls_wg_p86.pcap.gz';
const SECONDS = 60;

/** What a verdict needs of a minute of packets: kind and liveness. */
const verdictFeatures: Benchmark = {
  group: 'features',
  name: 'kind and liveness, 60 s',
  twins: true,
  prepare: async () => {
    const window = await recordedWindow(CAPTURE, SECONDS);
    return (kernels) =>
      computing(() => ({
        kind: kindFeatures(kernels.binPackets(window, { start: 0, width: 1, count: SECONDS }), kernels),
        liveness: livenessFromPackets(window, kernels),
      }));
  },
};

let packets: PacketColumns;

/** The seven features of earlier work, for the feature table. */
const seed: Benchmark = {
  group: 'features',
  name: 'seed, 60 s',
  twins: true,
  prepare: async () => {
    const { time, size, down } = await recordedWindow(CAPTURE, SECONDS);
    packets = { time: time.map((s) => Math.round(s * 1000)), size, down };
    return (kernels) =>
      computing(() => {
        const { perSecond, perBin } = seedSeries(packets, kernels);
        return seedFeatures(perSecond, perBin, kernels);
      });
  },
  peers: () => {
    const { time, size, down } = packets;
    const work: KernelWork = { columns: () => ({ time, size, down }), parameters: {}, numbers: (ours) => Float64Array.from(seedNumbers(ours as SeedFeatures)) };
    return [pythonPeer(work, 'seed_of_packets.py', ['scipy.signal'], { name: 'numpy + scipy', note: 'the same seven features of the same packets in memory' })];
  },
};

export const features: readonly Benchmark[] = [verdictFeatures, seed];
