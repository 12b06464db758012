import { Random } from '@tunnelscope/model/forest/random';
import { partitionOf } from '../partition.ts';

/** What comes to one partition. */
export interface PartitionLoad {
  readonly flows: number;
  /** Packets a second. */
  readonly packets: number;
}

export interface TrafficSettings {
  readonly flows: number;
  readonly partitions: number;
  /** Packets a second of all flows. */
  readonly packets: number;
  /** Exponent of the Pareto distribution of flow rates; the smaller, the more do few flows carry. */
  readonly tail: number;
  /** No flow is faster than so many packets a second: the rate of its link. */
  readonly fastest: number;
  readonly seed: number;
}

/** Shares out made-up flows with heavy-tailed rates, clients of one provider behind some tunnel servers. */
export function partitionLoads({ flows, partitions, packets, tail, fastest, seed }: TrafficSettings): PartitionLoad[] {
  const random = Random.fromSeed(seed);
  const loads = Array.from({ length: partitions }, () => ({ flows: 0, packets: 0 }));
  for (let i = 0; i < flows; i++) {
    const client = random.below(2 ** 22);
    const a = { address: `10.${client >> 16}.${(client >> 8) & 255}.${client & 255}`, port: 1024 + random.below(64_512) };
    const server = random.below(4096);
    const b = { address: `198.18.${server >> 8}.${server & 255}`, port: [443, 1194, 51_820][random.below(3)]! };
    const load = loads[partitionOf({ a, b, protocol: 17 }, partitions)]!;
    load.flows++;
    load.packets += Math.min(fastest, (1 - random.unit()) ** (-1 / tail));
  }
  const all = loads.reduce((sum, load) => sum + load.packets, 0);
  return loads.map((load) => ({ flows: load.flows, packets: (load.packets * packets) / all }));
}
