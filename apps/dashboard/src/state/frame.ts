import type { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import { type Filter, parseFilter } from '../filter/parse.ts';
import { COLUMN_OF } from '../table/columns.ts';
import type { History } from './history.ts';
import type { Rates, RateMeter } from './rate-meter.ts';
import { type Row, rowOf } from './row.ts';
import type { UiState } from './ui-state.ts';

/** Over all flows, whatever the table shows. */
export interface Totals {
  /** Flows that are followed, and how many of them have each verdict. */
  readonly flows: number;
  readonly verdicts: Readonly<Record<Row['verdict'], number>>;
  readonly rates: Rates;
  /** Flows that left because they were silent, or for want of memory; packets of an impossible time. */
  readonly idle: number;
  readonly evicted: number;
  readonly strayPackets: number;
}

/** What one frame shows, at one moment of the stream. */
export interface Frame {
  /** Epoch ms of the stream; −Infinity before its first packet. */
  readonly now: number;
  readonly totals: Totals;
  /** Every flow. */
  readonly all: readonly Row[];
  /** Those that the filter lets through, sorted. */
  readonly rows: readonly Row[];
  /** Their numbers. */
  readonly order: readonly number[];
  /** What is wrong with the filter; the one before it still holds. */
  readonly filterError: string | null;
}

/** Looks at all flows. @param mask what is shown in place of an address */
export function lookAt(detector: LiveDetector, history: History, meter: RateMeter, mask: (address: string) => string): Pick<Frame, 'now' | 'totals' | 'all'> {
  const { now, flows, counts } = detector;
  const all: Row[] = [];
  const verdicts = { live: 0, vod: 0, other: 0, unknown: 0 };
  for (const [number, flow] of flows) all.push(rowOf(flow, now, history.sinceOf(number), null, mask));
  for (const { flow, reason, last } of history.ended) {
    if (!flows.has(flow.number)) all.push(rowOf(last, now, history.sinceOf(flow.number), reason, mask));
  }
  let followed = 0;
  for (const { ended, verdict } of all) {
    if (ended !== null && ended !== 'capture ended') continue;
    followed++;
    verdicts[verdict]++;
  }
  return { now, all, totals: { flows: followed, verdicts, rates: meter.rates, idle: counts.idle, evicted: counts.evicted, strayPackets: counts.strayPackets } };
}

/** Filters and sorts. @param last the filter that holds where this one is wrong */
export function arrange(looked: Pick<Frame, 'now' | 'totals' | 'all'>, ui: Pick<UiState, 'filter' | 'sort' | 'reverse'>, last: Filter): { frame: Frame; filter: Filter } {
  const parsed = parseFilter(ui.filter);
  const filter = parsed.error === null ? parsed : last;
  const { compare, descending } = COLUMN_OF.get(ui.sort)!;
  const sign = descending === ui.reverse ? 1 : -1;
  const rows = looked.all.filter((row) => filter.accepts?.(row) ?? true).sort((x, y) => sign * compare(x, y) || x.number - y.number);
  return { frame: { ...looked, rows, order: rows.map(({ number }) => number), filterError: parsed.error }, filter };
}
