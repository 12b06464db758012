import type { CaptureStatistics, SkipReason } from '@tunnelscope/capture/statistics';

/** Records that every healthy capture has. */
const ORDINARY: readonly string[] = ['arp', 'not ip'] satisfies SkipReason[];

/** What was odd about a capture, and what of it is not among its packets: one text for each warning, one for all losses. */
export function readingWarnings({ warnings, skipped }: Pick<CaptureStatistics, 'warnings' | 'skipped'>): string[] {
  const lost = Object.entries(skipped).filter(([reason]) => !ORDINARY.includes(reason));
  return [
    ...warnings.map(({ text, count }) => `${text}${count > 1 ? ` (${count - 1} more like it)` : ''}`),
    ...(lost.length > 0 ? [`left out: ${lost.map(([reason, count]) => `${count} ${reason}`).join(', ')}`] : []),
  ];
}
