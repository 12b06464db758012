import type { CaptureError } from './errors.ts';
import { type CaptureStatistics, type Losses, losses } from './statistics.ts';

/** Share of the records from which on a loss has a cause that is worth a word. */
const MANY = 0.01;
const SNAP_LENGTH_REMEDY = '; captured with a snap length of 96 bytes (-s 96), headers are whole';

/**
 * What is odd about a capture, lost of it, or ended it, in words.
 * @param complete whether it was read to its end
 * @param fault what ended it early; null if nothing did
 */
export function captureWarnings(statistics: CaptureStatistics, complete: boolean, fault: CaptureError | null): string[] {
  return [
    ...statistics.warnings.map(({ text, count }) => `${text}${count > 1 ? ` (${count - 1} more like it)` : ''}`),
    ...lossWarnings(statistics, complete),
    ...(fault ? [fault.message] : []),
  ];
}

/**
 * What of a capture is not among its packets, in words.
 * @param complete whether it was read to its end: only then it can be said that there are no packets
 */
export function lossWarnings(statistics: Losses & Pick<CaptureStatistics, 'packets' | 'records' | 'flows' | 'evictedFlows'>, complete: boolean): string[] {
  return [...lostPackets(statistics, complete), ...lostFlows(statistics)];
}

function lostPackets({ packets, records, skipped, linkTypes }: Losses & Pick<CaptureStatistics, 'packets' | 'records'>, complete: boolean): string[] {
  const empty = complete && packets === 0;
  // What every healthy capture leaves out is no news while there are packets beside it.
  const lost = (empty ? Object.entries(skipped) : losses({ skipped, linkTypes }))
    .map(([reason, count]) => `${numberText(count)} ${reason}`)
    .join(', ');
  const cut = skipped['truncated header'] ?? 0;
  const remedy = cut > 0 && cut >= MANY * records ? SNAP_LENGTH_REMEDY : '';
  if (empty) return [`no packets in ${plural(records, 'record')}${lost && ` (left out: ${lost}${remedy})`}`];
  return lost ? [`left out: ${lost}${remedy}`] : [];
}

/** As many flows are known at once as are not forgotten. */
function lostFlows({ flows, evictedFlows }: Pick<CaptureStatistics, 'flows' | 'evictedFlows'>): string[] {
  if (evictedFlows === 0) return [];
  const [what, more] = [plural(evictedFlows, 'flow'), numberText(flows - evictedFlows)];
  return [`${what} ${evictedFlows === 1 ? 'was' : 'were'} forgotten because more than ${more} were known at once; a flow that came again counts anew`];
}

/** `1,234,567`. */
function numberText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function plural(count: number, noun: string): string {
  return `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`;
}
