import { type CaptureStatistics, type Losses, losses } from '@tunnelscope/capture/statistics';

/** What was odd about a capture, and what of it is not among its packets: one text for each warning, one for all losses. */
export function readingWarnings({ warnings, skipped, linkTypes }: Losses & Pick<CaptureStatistics, 'warnings'>): string[] {
  const lost = losses({ skipped, linkTypes });
  return [
    ...warnings.map(({ text, count }) => `${text}${count > 1 ? ` (${count - 1} more like it)` : ''}`),
    ...(lost.length > 0 ? [`left out: ${lost.map(([reason, count]) => `${count} ${reason}`).join(', ')}`] : []),
  ];
}
