import type { CaptureStatistics } from '@tunnelscope/capture/statistics';
import type { Output } from '../output.ts';
import { harmless } from '../text/plain.ts';
import { bytesText, countText, plural } from '../text/quantity.ts';
import { wrap } from './wrap.ts';

/** What a capture is called, what was read of it, and what was not, and why. */
export function captureHeading(file: string, statistics: CaptureStatistics, { paint, width }: Pick<Output, 'paint' | 'width'>): string[] {
  const { format, compression, packets, bytes, flows, skipped } = statistics;
  const skips = Object.entries(skipped).map(([reason, count]) => `${countText(count)} ${reason}`);
  const facts = [
    [format, ...compression].join(', '),
    plural(packets, 'packet'),
    bytesText(bytes),
    plural(flows, 'flow'),
    ...(skips.length > 0 ? [`left out: ${skips.join(', ')}`] : []),
  ].join(' · ');
  return [paint('bold', harmless(file === '-' ? 'standard input' : file)), ...wrap(facts, Math.min(width, 100)).map((line) => paint('dim', line))];
}
