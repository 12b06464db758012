import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { Benchmark } from '../benchmark.ts';
import { seededExtendedCsv } from '../input/network-stats.ts';
import { seededPcap } from '../input/pcap.ts';
import { asPcapng } from '../input/pcapng.ts';
import { temporaryFile, temporaryFolder } from '../input/temporary-file.ts';
import { LAUNCHER, processOf } from '../measure/process.ts';
import { type CommandPeerOptions, commandPeer } from '../peers/command.ts';
import type { Peer } from '../peers/peer.ts';

const PACKETS = 2_000_000;
const PACKETS_PER_SECOND = 2000;

/** From a file of short packets, none of them cut, to bytes per flow and second, from the start of the process to its end. */
export const readingProcess: readonly Benchmark[] = [
  wholeProcess('2 M packets, pcap', () => temporaryFile('uncut.pcap', uncutPcap()), readersOfPackets),
  wholeProcess('2 M packets, pcapng', () => temporaryFile('uncut.pcapng', asPcapng(uncutPcap())), () => []),
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
  const peer = (program: string, words: readonly string[], note: string, more: Pick<CommandPeerOptions, 'target' | 'version'>) =>
    commandPeer(program, words, { missed: 'starting Node and loading modules', name: [program, ...words.filter((word) => word !== path && !word.startsWith(tmpdir()))].join(' '), note, ...more });
  return [
    peer('ndpiReader', ['-q', '-i', path], 'also inspects payloads for the application', { target: 3, version: ['-h'] }),
    peer('nfpcapd', ['-r', path, '-w', temporaryFolder()], 'writes richer records of flows, no series', { target: 2.5, version: ['-V'] }),
    peer('argus', ['-r', path, '-w', '-'], 'writes richer records of flows, no series', { version: ['-h'] }),
    peer('tcpdump', ['-nn', '-r', path], 'prints a line for each packet, knows no flows', { target: 12, version: ['--version'] }),
    peer('tshark', ['-n', '-r', path], 'dissects every protocol, prints a line for each packet', { target: 250, version: ['--version'] }),
  ];
}
