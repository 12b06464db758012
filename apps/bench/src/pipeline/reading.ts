import { readCapture } from '@tunnelscope/capture';
import { createStatistics } from '@tunnelscope/capture/statistics';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { Benchmark } from '../benchmark.ts';
import { memorySource } from '../input/memory-source.ts';
import { seededExtendedCsv, seededRegularCsv } from '../input/network-stats.ts';
import { seededPcap } from '../input/pcap.ts';
import { asPcapng } from '../input/pcapng.ts';
import { waiting } from '../measure/subject.ts';

const PACKETS = 500_000;
const PACKETS_PER_SECOND = 500;

/** Uncompressed, from memory, up to batches of packets. */
export const reading: readonly Benchmark[] = [
  capture('pcap', { amount: PACKETS, unit: 'packets' }, () => seededPcap(PACKETS)),
  capture('pcapng', { amount: PACKETS, unit: 'packets' }, () => asPcapng(seededPcap(PACKETS))),
  capture('network-stats, extended', { amount: PACKETS, unit: 'packets' }, () => seededExtendedCsv(PACKETS / PACKETS_PER_SECOND, PACKETS_PER_SECOND)),
  capture('network-stats, regular', { amount: 100_000, unit: 'rows' }, () => seededRegularCsv(100_000)),
];

function capture(name: string, work: { amount: number; unit: string }, content: () => Uint8Array): Benchmark {
  return {
    group: 'reading',
    name,
    twins: true,
    work,
    prepare: async () => {
      const bytes = content();
      return (kernels) => waiting(() => read(name, bytes, work.amount, kernels));
    },
  };
}

/** @throws Error if not everything was read: half the work would look twice as fast */
async function read(name: string, bytes: Uint8Array, expected: number, kernels: Kernels): Promise<unknown> {
  const statistics = createStatistics();
  let count = 0;
  for await (const batch of readCapture(memorySource(name, bytes), kernels, { statistics })) count += batch.count;
  if (count !== expected || statistics.warnings.length > 0) {
    throw new Error(`${name}: expected ${expected} packets or rows, found ${count}; warnings: ${statistics.warnings.map(({ text }) => text).join('; ') || 'none'}`);
  }
  return { count, bytes: statistics.bytes, flows: statistics.flows };
}
