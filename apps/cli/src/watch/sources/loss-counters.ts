import { type CaptureStatistics, losses } from '@tunnelscope/capture/statistics';
import type { SourceCounter } from '@tunnelscope/dashboard/source-view';
import type { LiveCounts } from '@tunnelscope/detector/live/live-detector';

/** Everything that was lost or odd, as counters for people: what hurts most first. */
export function lossCounters(statistics: CaptureStatistics, counts: LiveCounts, dropped: number | null): SourceCounter[] {
  const unread = losses(statistics);
  return [
    { label: 'dropped by kernel', value: dropped ?? 0 },
    ...unread.map(([reason, value]) => ({ label: `left out: ${reason}`, value })),
    { label: 'flows evicted', value: counts.evicted },
    { label: 'packets out of time', value: counts.strayPackets },
    ...statistics.warnings.map(({ kind, count }) => ({ label: kind, value: count })),
  ];
}
