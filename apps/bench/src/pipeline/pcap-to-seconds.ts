import { readCapture } from '@tunnelscope/capture';
import { openCapture } from '@tunnelscope/capture/file';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { Benchmark } from '../benchmark.ts';
import { seededPcap } from '../input/pcap.ts';
import { temporaryFile } from '../input/temporary-file.ts';
import { waiting } from '../measure/subject.ts';
import { cPeer } from '../peers/c.ts';
import type { Peer } from '../peers/peer.ts';

const PACKETS = 1_000_000;
const START = 1_700_000_000; // s
const SECONDS = 512; // 0.4 ms between packets in the mean

/** From a file in the system's cache to bytes of each flow, direction and second, once everything is loaded. */
export const pcapToSeconds: Benchmark = {
  group: 'pcap to bytes per flow and second, in process',
  name: '1 M packets',
  twins: true,
  work: { amount: PACKETS, unit: 'packets' },
  prepare: async () => {
    const path = temporaryFile('short.pcap', seededPcap(PACKETS, { uncut: true }));
    return (kernels) => waiting(() => secondsOf(path, kernels));
  },
  peers,
};

/** For each flow in order of its first packet and each second: bytes from the end that sent first, and to it. */
async function secondsOf(path: string, kernels: Kernels): Promise<Float64Array> {
  const rows: Float64Array[] = [];
  /** 1 where endpoint a sent first. */
  const first: number[] = [];
  let second = 0;
  let [from, to] = [1000 * START, 1000 * START + 1000];
  for await (const batch of readCapture(openCapture(path), kernels)) {
    if (batch.kind !== 'packets') throw new Error(`${path}: expected packets, found seconds`);
    const { time, size, flow, fromA } = batch;
    for (let i = 0; i < batch.count; i++) {
      const now = time[i]!;
      if (now >= to || now < from) {
        second = Math.floor(now / 1000) - START;
        from = 1000 * (START + second);
        to = from + 1000;
      }
      const number = flow[i]!;
      if (number === rows.length) {
        rows.push(new Float64Array(2 * SECONDS));
        first.push(fromA[i]!);
      }
      rows[number]![2 * second + (fromA[i]! ^ first[number]!)]! += size[i]!;
    }
  }
  const all = new Float64Array(2 * SECONDS * rows.length);
  rows.forEach((row, number) => { all.set(row, number * row.length); });
  return all;
}

function peers(): Peer[] {
  const work = { columns: () => ({ capture: seededPcap(PACKETS, { uncut: true }) }), parameters: { start: START, seconds: SECONDS }, numbers: (ours: unknown) => ours as Float64Array };
  return [
    cPeer(work, 'pcap', { name: 'C with mmap, gcc -O3', target: 0.75, missed: 'decoding, which knows more than C does, is about half; reading through a buffer and copying the columns out are a quarter', tolerance: 0, note: 'knows Ethernet and IPv4 alone, and one byte order; labels no tunnels, bounds no table, makes no columns of packets' }),
  ];
}
