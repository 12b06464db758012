import { createHash } from 'node:crypto';
import type { Benchmark } from '../benchmark.ts';
import { seededExtendedCsv } from '../input/network-stats.ts';
import { seededPcap } from '../input/pcap.ts';
import { asPcapng } from '../input/pcapng.ts';
import { temporaryFile } from '../input/temporary-file.ts';
import { LAUNCHER, processOf } from '../measure/process.ts';
import { commandPeer } from '../peers/command.ts';
import type { Peer } from '../peers/peer.ts';

const PACKETS = 2_000_000;
const PACKETS_PER_SECOND = 2000;

/** From a file of short packets, none of them cut, to bytes per flow and second, from the start of the process to its end. */
export const readingProcess: readonly Benchmark[] = [
  wholeProcess('2 M packets, pcap', () => temporaryFile('uncut.pcap', uncutPcap()), readersOfPackets),
  wholeProcess('2 M packets, pcapng', () => temporaryFile('uncut.pcapng', asPcapng(uncutPcap())), readersOfPackets),
  wholeProcess('2 M packets, extended CSV', () => temporaryFile('packets.csv', seededExtendedCsv(PACKETS / PACKETS_PER_SECOND, PACKETS_PER_SECOND)), () => []),
];

function uncutPcap(): Uint8Array {
  return seededPcap(PACKETS, { uncut: true });
}

function wholeProcess(name: string, file: () => string, readers: (path: string) => readonly Peer[]): Benchmark {
  let path = '';
  return {
    group: 'packets to bytes per flow and second, as a whole process',
    name,
    twins: true,
    slow: true,
    work: { amount: PACKETS, unit: 'packets' },
    prepare: async () => {
      path = file();
      const words = ['convert', path, '-', '--format', 'network-stats-regular', '--quiet'];
      return ({ engine }) => processOf(LAUNCHER, [...words, '--engine', engine], (output) => createHash('sha256').update(output).digest('hex'));
    },
    peers: () => readers(path),
  };
}

function readersOfPackets(path: string): Peer[] {
  const peer = (program: string, words: readonly string[], target: number, note: string) => commandPeer(program, [...words, path], { name: [program, ...words].join(' '), target, note });
  return [
    peer('ndpiReader', ['-q', '-i'], 3, 'also inspects payloads for the application'),
    peer('tcpdump', ['-nn', '-r'], 12, 'prints a line for each packet, knows no flows'),
    peer('tshark', ['-n', '-r'], 250, 'dissects every protocol, prints a line for each packet'),
  ];
}
