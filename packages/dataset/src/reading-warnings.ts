import { type CaptureStatistics, losses } from '@tunnelscope/capture/statistics';

/** What was odd about a capture, and what of it is not among its packets: one text for each warning, one for all losses. */
export function readingWarnings({ warnings, skipped }: Pick<CaptureStatistics, 'warnings' | 'skipped'>): string[] {
  const lost = losses({ skipped });
  return [
    ...warnings.map(({ text, count }) => `${text}${count > 1 ? ` (${count - 1} more like it)` : ''}`),
    ...(lost.length > 0 ? [`left out: ${lost.map(([reason, count]) => `${count} ${reason}`).join(', ')}`] : []),
  ];
}
