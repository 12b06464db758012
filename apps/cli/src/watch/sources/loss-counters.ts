import { type CaptureStatistics, losses } from '@tunnelscope/capture/statistics';
import type { SourceCounter } from '@tunnelscope/dashboard/source-view';

/** What the source lost and what was odd in it, as counters for people: what hurts most first. What the detector leaves out it counts itself. */
export function lossCounters(statistics: CaptureStatistics, dropped: number | null): SourceCounter[] {
  const unread = losses(statistics);
  return [
    { label: 'dropped by kernel', value: dropped ?? 0 },
    ...unread.map(([reason, value]) => ({ label: `left out: ${reason}`, value })),
    ...statistics.warnings.map(({ kind, count }) => ({ label: kind, value: count })),
  ];
}
