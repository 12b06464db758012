import { readCapture } from '@tunnelscope/capture';
import { openCapture } from '@tunnelscope/capture/file';
import type { Kernels } from '@tunnelscope/core/kernels';
import { type SeedFeatures, seedFeatures } from '@tunnelscope/model/features/seed';
import { seedSeries } from '@tunnelscope/model/features/seed/series';
import type { Benchmark } from '../benchmark.ts';
import { recordedCsv } from '../input/recorded-csv.ts';
import { LAUNCHER, processOf } from '../measure/process.ts';
import { waiting } from '../measure/subject.ts';
import { commandPeer } from '../peers/command.ts';
import type { KernelWork } from '../peers/kernel-peer.ts';
import type { Peer } from '../peers/peer.ts';
import { pythonCommand, pythonPeer } from '../peers/python.ts';
import { linesWithoutEngine } from './lines-without-engine.ts';
import { seedNumbers } from './seed-numbers.ts';

const GROUP = 'network-stats files to features';
/** Why targets are missed in process. */
const MISSED = 'decoding is about half; gathering the packets of a file and telling its client is a quarter';
const MODULES = ['scipy.signal', 'pandas'];

/** Seven files, from the bytes of the file system to the features of earlier work, which others compute too. */
export const networkStats: readonly Benchmark[] = [
  {
    group: GROUP,
    name: '7 files, in process',
    twins: true,
    prepare: async () => {
      const paths = recordedCsv();
      return (kernels) =>
        waiting(async () => {
          const features: SeedFeatures[] = [];
          for (const path of paths) features.push(await seedOfFile(path, kernels));
          return features;
        });
    },
    peers: inProcessPeers,
  },
  {
    group: GROUP,
    name: '7 files, whole process',
    twins: true,
    prepare: async () => {
      const words = ['features', ...recordedCsv(), '--json', '--quiet'];
      return ({ engine }) => processOf(LAUNCHER, [...words, '--engine', engine], linesWithoutEngine);
    },
    peers: wholeProcessPeers,
  },
];

/** Where the packets of a file are gathered: those of these files have room. */
const MOST_PACKETS = 2 ** 17;
const room = { time: new Float64Array(MOST_PACKETS), size: new Uint16Array(MOST_PACKETS), fromA: new Uint8Array(MOST_PACKETS) };

/** Of the only flow of a file; its client is the side that received more. @throws RangeError for a file with more packets */
async function seedOfFile(path: string, kernels: Kernels): Promise<SeedFeatures> {
  let count = 0;
  for await (const batch of readCapture(openCapture(path), kernels)) {
    if (batch.kind !== 'packets') throw new Error(`${path}: expected packets, found seconds`);
    room.time.set(batch.time, count);
    room.size.set(batch.size, count);
    room.fromA.set(batch.fromA, count);
    count += batch.count;
  }
  const [time, size, fromA] = [room.time.subarray(0, count), room.size.subarray(0, count), room.fromA.subarray(0, count)];
  let balance = 0;
  for (let i = 0; i < count; i++) balance += fromA[i] === 1 ? size[i]! : -size[i]!;
  const down = balance > 0 ? fromA : fromA.map((sentByA) => 1 - sentByA);
  const { perSecond, perBin } = seedSeries({ time, size, down }, kernels);
  return seedFeatures(perSecond, perBin, kernels);
}

function inProcessPeers(): Peer[] {
  const work: KernelWork = {
    columns: () => ({}),
    parameters: { files: recordedCsv().join(',') },
    numbers: (ours) => Float64Array.from((ours as SeedFeatures[]).flatMap(seedNumbers)),
  };
  const note = 'the same seven features of the same files;';
  return [
    pythonPeer(work, 'seed_of_files.py', MODULES, { name: 'pandas + scipy, lists split by pandas', target: 40, missed: MISSED, parameters: { parse: 'split' }, note: `${note} str.split and explode, as it is usually written` }),
    pythonPeer(work, 'seed_of_files.py', MODULES, { name: 'pandas + scipy, lists parsed by numpy', target: 40, missed: MISSED, parameters: { parse: 'numpy' }, note: `${note} one numpy.fromstring a column, the fastest that we know` }),
  ];
}

function wholeProcessPeers(): Peer[] {
  const command = pythonCommand('print_seed_of_files.py', MODULES);
  const [program, words, missing] = 'missing' in command ? ['python3', [], command.missing] : [command[0], [command[1], ...recordedCsv()], null];
  return [commandPeer(program, words, { name: 'Python with pandas + scipy', target: 10, missed: 'starting Node and loading modules', note: 'the faster of the two, and computes those seven alone; tunnelscope features measures every window too', version: ['--version'], missing: () => missing })];
}
