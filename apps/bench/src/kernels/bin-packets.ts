import type { Benchmark } from '../benchmark.ts';
import { seededPackets } from '../input/packets.ts';
import { computing } from '../measure/subject.ts';

const PACKETS = 1_000_000;

/** Walking packets and walking bins cost differently: a second of a fast tunnel, and bins that hold a handful. */
export const binPackets: readonly Benchmark[] = [binning('dense', 555), binning('sparse', 5.5)];

function binning(density: string, packetsPerBin: number): Benchmark {
  return {
    group: 'binPackets',
    name: `1 M packets, ${density}: ${packetsPerBin} a bin`,
    twins: true,
    work: { amount: PACKETS, unit: 'packets' },
    prepare: async () => {
      const packets = seededPackets(PACKETS, packetsPerBin);
      const bins = { start: 0, width: 1, count: Math.ceil(PACKETS / packetsPerBin) };
      return (kernels) => computing(() => kernels.binPackets(packets, bins));
    },
  };
}
