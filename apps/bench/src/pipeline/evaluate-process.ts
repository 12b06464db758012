import { fileURLToPath } from 'node:url';
import type { Benchmark } from '../benchmark.ts';
import { LAUNCHER, processOf } from '../measure/process.ts';
import type { Peer } from '../peers/peer.ts';

const MANIFEST = fileURLToPath(new URL('../../../../test-data/recorded/manifest.csv', import.meta.url));
const WORDS = ['evaluate', MANIFEST, '--by', 'pair', '--trees', '30', '--json', '--quiet'];

/** Reading captures, training and judging, with each pair of viewings held out in turn. */
export const evaluateProcess: Benchmark = {
  group: 'training and cross-validation as a whole process',
  name: 'recorded captures, by pair, 30 trees, one thread',
  twins: false,
  slow: true,
  prepare: async () => () => processOf(LAUNCHER, [...WORDS, '--jobs', '1'], figures),
  peers: () => [onAllCores],
};

/** The same command as it is without --jobs. */
const onAllCores: Peer = {
  name: 'the same, a thread for each core',
  note: 'tunnelscope evaluate without --jobs',
  open: async () => ({ version: 'the same, a thread for each core', isProcess: true, subject: processOf(LAUNCHER, WORDS, figures) }),
};

/** All but how long training took. */
function figures(output: string): unknown {
  const { trainSeconds: _trainSeconds, ...rest } = JSON.parse(output) as Record<string, unknown>;
  return rest;
}
