import { Random } from '@tunnelscope/model/forest/random';

/** All made-up input comes from this. */
export const SEED = 1;

/** Each input draws from a stream of its own, so that one does not change with another. */
const STREAMS = ['packets', 'walk', 'traffic', 'forest', 'pcap', 'network-stats', 'live'] as const;

export function randomFor(stream: (typeof STREAMS)[number]): Random {
  return Random.fromSeed(SEED, STREAMS.indexOf(stream));
}
