import type { LiveOptions } from '@tunnelscope/detector/live/live-detector';
import { tableAnswers } from '../work/table-answers.ts';
import type { PartitionFactory } from '../work/partition-function.ts';
import { LivePartition } from './live-partition.ts';

/** @returns what makes a partition, anew or where an earlier owner left it */
export function livePartitions(options: LiveOptions): PartitionFactory {
  return (_partition, snapshot) => {
    const partition = new LivePartition(options);
    if (snapshot) partition.restore(snapshot);
    return {
      ...tableAnswers(partition, options.model),
      take: (tap, bytes) => partition.take(tap, bytes),
      snapshot: () => partition.snapshot(),
      get summary() {
        return partition.summary;
      },
      get awaited() {
        return partition.awaited;
      },
    };
  };
}
