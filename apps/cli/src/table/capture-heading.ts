import { type CaptureStatistics, losses } from '@tunnelscope/capture/statistics';
import type { Output } from '../output.ts';
import { harmless } from '../text/plain.ts';
import { bytesText, countText, plural } from '../text/quantity.ts';
import { wrap } from './wrap.ts';

/** What a capture is called, what was read of it, and what was not because no capture is without it: the rest is among the warnings. */
export function captureHeading(file: string, statistics: CaptureStatistics, { paint, width }: Pick<Output, 'paint' | 'width'>): string[] {
  const { format, compression, packets, bytes, flows, skipped } = statistics;
  const lost = new Set(losses({ skipped }).map(([reason]) => reason));
  const skips = Object.entries(packets === 0 ? {} : skipped).filter(([reason]) => !lost.has(reason)).map(([reason, count]) => `${countText(count)} ${reason}`);
  const facts = [
    [format, ...compression].join(', '),
    plural(packets, 'packet'),
    bytesText(bytes),
    plural(flows, 'flow'),
    ...(skips.length > 0 ? [`left out: ${skips.join(', ')}`] : []),
  ].join(' · ');
  return [paint('bold', harmless(file === '-' ? 'standard input' : file)), ...wrap(facts, Math.min(width, 100)).map((line) => paint('dim', line))];
}
