import type { BinnedPackets, Bins, PacketColumns } from '@tunnelscope/core/kernels';
import type { Benchmark } from '../benchmark.ts';
import { seededPackets } from '../input/packets.ts';
import { computing } from '../measure/subject.ts';
import { cPeer } from '../peers/c.ts';
import type { KernelWork } from '../peers/kernel-peer.ts';
import type { Peer } from '../peers/peer.ts';
import { pythonPeer } from '../peers/python.ts';

const PACKETS = 1_000_000;

/** Walking packets and walking bins cost differently: a second of a fast tunnel, and bins that hold a handful. */
export const binPackets: readonly Benchmark[] = [binning('dense', 555, 2.5), binning('sparse', 5.5, 1.5)];

function binning(density: string, packetsPerBin: number, twinTarget: number): Benchmark {
  const bins = { start: 0, width: 1, count: Math.ceil(PACKETS / packetsPerBin) };
  let packets: PacketColumns;
  return {
    group: 'binPackets',
    name: `1 M packets, ${density}: ${packetsPerBin} a bin`,
    twins: true,
    twinTarget,
    work: { amount: PACKETS, unit: 'packets' },
    prepare: async () => {
      packets = seededPackets(PACKETS, packetsPerBin);
      return (kernels) => computing(() => kernels.binPackets(packets, bins));
    },
    peers: () => peersOf(packets, bins),
  };
}

function peersOf({ time, size, down }: PacketColumns, { start, width, count }: Bins): Peer[] {
  const work: KernelWork = {
    columns: () => ({ time, size, down }),
    parameters: { start, width, count },
    numbers: (ours) => {
      const { bytesDown, bytesUp, packetsDown, packetsUp } = ours as BinnedPackets;
      const numbers = new Float64Array(4 * count);
      [bytesDown, bytesUp, packetsDown, packetsUp].forEach((column, i) => { numbers.set(column, i * count); });
      return numbers;
    },
  };
  return [
    cPeer(work, 'bin-packets', { name: 'C, gcc -O3', target: 0.9, missed: 'copying 11 MB into the memory of the kernels takes about as long as the whole run of C, which neither copies nor checks', tolerance: 0, note: 'the same walk over sorted times; checks no argument and copies nothing' }),
    pythonPeer(work, 'bin_packets.py', ['numpy'], { name: 'numpy.bincount', tolerance: 0, note: 'needs no order of time; makes the number of each packet\'s bin first' }),
  ];
}
