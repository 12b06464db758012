import type { ViewCounts } from '../view/live-view.ts';
import type { PartitionCounts } from './workers.ts';

/** The counts of all partitions together. `now`: epoch ms of the partition that is furthest; null before the first packet. */
export function sumOfCounts(counts: readonly PartitionCounts[]): Pick<ViewCounts, 'packets' | 'bytes' | 'flows' | 'windows' | 'dropped'> & { readonly now: number | null } {
  const sum = (of: (each: PartitionCounts) => number) => counts.reduce((total, each) => total + of(each), 0);
  const times = counts.flatMap(({ now }) => now ?? []);
  return {
    now: times.length === 0 ? null : Math.max(...times),
    packets: sum(({ packets }) => packets),
    bytes: sum(({ bytes }) => bytes),
    flows: {
      followed: sum(({ followed }) => followed), met: sum(({ met }) => met), idle: sum(({ idle }) => idle), evicted: sum(({ evicted }) => evicted),
      live: sum(({ verdicts }) => verdicts.live), vod: sum(({ verdicts }) => verdicts.vod), other: sum(({ verdicts }) => verdicts.other), unknown: sum(({ verdicts }) => verdicts.unknown),
    },
    windows: sum(({ windows }) => windows),
    dropped: { late: sum(({ late }) => late), stray: sum(({ stray }) => stray) },
  };
}
