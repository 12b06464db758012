import type { Benchmark } from '../benchmark.ts';
import { recordedCapture } from '../input/recorded.ts';
import { recordedPcap } from '../input/recorded-pcap.ts';
import { LAUNCHER, processOf } from '../measure/process.ts';
import { commandPeer } from '../peers/command.ts';
import { linesWithoutEngine } from './lines-without-engine.ts';

const CAPTURE = 'L_vod2_wg.csv.gz';

/** What a user waits for: `tunnelscope classify FILE --json`, from the start of the process to its end. */
export const classifyProcess: readonly Benchmark[] = [
  whole('300 s of video, csv.gz', async () => recordedCapture(CAPTURE)),
  whole('300 s of video, pcap', () => recordedPcap(CAPTURE)),
];

function whole(name: string, capture: () => Promise<string>): Benchmark {
  return {
    group: 'classify as a whole process',
    name,
    twins: true,
    wallTarget: 250,
    missed: 'Node starts, loads 200 modules and checks the model',
    prepare: async () => {
      const words = ['classify', await capture(), '--json', '--quiet'];
      return ({ engine }) => processOf(LAUNCHER, [...words, '--engine', engine], linesWithoutEngine);
    },
    peers: () => [commandPeer(process.execPath, ['-e', '0'], { name: 'empty Node', note: 'starts and ends: the part of the wait that is not ours', version: ['--version'] })],
  };
}
