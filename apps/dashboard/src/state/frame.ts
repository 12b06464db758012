import { type Filter, parseFilter } from '../filter/parse.ts';
import { COLUMN_OF } from '../table/columns.ts';
import type { Rates } from './rate-meter.ts';
import type { Row } from './row.ts';
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

/** Filters and sorts. @param last the filter that holds where this one is wrong */
export function arrange(looked: Pick<Frame, 'now' | 'totals' | 'all'>, ui: Pick<UiState, 'filter' | 'sort' | 'reverse'>, last: Filter): { frame: Frame; filter: Filter } {
  const parsed = parseFilter(ui.filter);
  const filter = parsed.error === null ? parsed : last;
  const { compare, descending } = COLUMN_OF.get(ui.sort)!;
  const sign = descending === ui.reverse ? 1 : -1;
  const rows = looked.all.filter((row) => filter.accepts?.(row) ?? true).sort((x, y) => sign * compare(x, y) || x.number - y.number);
  return { frame: { ...looked, rows, order: rows.map(({ number }) => number), filterError: parsed.error }, filter };
}
